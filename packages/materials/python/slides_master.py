"""The deck's one master and its four layouts, made of python-pptx's default template."""

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

WIDTH, HEIGHT = 13.333, 7.5
LEFT, CONTENT_WIDTH = 0.75, 11.83
SANS, MONO = "Arial", "Consolas"
ACCENT = "1F5FA8"
NIGHT = "12365F"
INK = "1B2733"
PALE_TEXT = "5A6675"
ON_NIGHT = "D6E4F5"

THEME = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": NIGHT,
    "lt2": "F3F6FA",
    "accent1": ACCENT,
    "accent2": "009E73",
    "accent3": "B87A00",
    "accent4": "8E6FD8",
    "accent5": "2C93CF",
    "accent6": "D55E00",
    "hlink": ACCENT,
    "folHlink": "5B4B9A",
}

# Name of a layout, and the one of the template that it is made of.
LAYOUTS = {"cover": 0, "lesson": 2, "content": 1, "picture": 8}
TITLE, TEXT, PICTURE, DATE, FOOTER, NUMBER = "title", "body", "pic", "dt", "ftr", "sldNum"


def make_presentation():
    """Returns an empty presentation, and its layouts by their names."""
    presentation = Presentation()
    drop_leftovers(presentation.part)
    presentation.slide_width = Inches(WIDTH)
    presentation.slide_height = Inches(HEIGHT)
    master = presentation.slide_master
    set_theme(master)
    layouts = {name: presentation.slide_layouts[index] for name, index in LAYOUTS.items()}
    for layout in list(presentation.slide_layouts):
        if layout not in layouts.values():
            presentation.slide_layouts.remove(layout)
    arrange_master(master)
    for name, layout in layouts.items():
        layout.name = name.capitalize()
        arrange_layout(name, layout)
    return presentation, layouts


def drop_leftovers(part):
    """Takes out what the template tells of its own deck: its picture, its counts, its printer."""
    for owner in (part.package, part):
        for number, relation in list(owner._rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/extended-properties", "/printerSettings")):
                owner.drop_rel(number)


def set_theme(master):
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "async-lab")
    for name, color in THEME.items():
        slot = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + name)}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", color)
    for fonts in ("majorFont", "minorFont"):
        theme.find(f".//{qn('a:' + fonts)}/{qn('a:latin')}").set("typeface", SANS)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def arrange_master(master):
    styles = master.element.find(qn("p:txStyles"))
    set_level(styles.find(qn("p:titleStyle")), 1, size=30, color="tx1", bold=True)
    body = styles.find(qn("p:bodyStyle"))
    set_level(body, 1, size=22, color="tx1")
    set_level(body, 2, size=22, color="tx1", bullet=True)
    for shape in list(master.placeholders):
        kind = kind_of(shape)
        if kind == TITLE:
            place(shape, LEFT, 0.55, CONTENT_WIDTH, 0.8, anchor="b")
        elif kind == TEXT:
            place(shape, LEFT, 1.55, CONTENT_WIDTH, 5.25)
        elif kind in (FOOTER, NUMBER):
            place_foot(shape, kind)
        else:
            remove(shape)
    add_bar(master, LEFT, 0.42, 0.9, 0.07)


def arrange_layout(name, layout):
    is_dark = name in ("cover", "lesson")
    texts = 0
    for shape in list(layout.placeholders):
        kind = kind_of(shape)
        if kind == DATE or (is_dark and kind in (FOOTER, NUMBER)):
            remove(shape)
        elif kind in (FOOTER, NUMBER):
            place_foot(shape, kind)
        elif is_dark and kind == TITLE:
            place(shape, 1.1, 1.9, 11.1, 1.7, anchor="b")
            set_text_style(shape, 54 if name == "cover" else 44, "FFFFFF", bold=True)
        elif is_dark:
            place(shape, 1.1, 4.15, 10.2, 2.2, anchor="t")
            set_text_style(shape, 24, ON_NIGHT)
        elif kind == TITLE:
            inherit(shape)
        elif kind == PICTURE:
            place(shape, LEFT, 2.4, CONTENT_WIDTH, 4.4)
        elif texts == 0:
            texts = 1
            inherit(shape) if name == "content" else place(shape, LEFT, 1.55, CONTENT_WIDTH, 0.7)
        else:
            remove(shape)
    if is_dark:
        fill = layout.background.fill
        fill.solid()
        fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
        layout.element.set("showMasterSp", "0")
        add_bar(layout, 1.1, 3.8, 1.4, 0.07, "accent5")


def kind_of(shape):
    kind = shape.element.ph.get("type", "obj")
    return {"ctrTitle": TITLE, "subTitle": TEXT, "obj": TEXT}.get(kind, kind)


def place(shape, left, top, width, height, anchor="t"):
    """Puts a placeholder somewhere, its text without a margin, so that it stands in line with what is below."""
    shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in (left, top, width, height))
    body = shape.element.txBody.find(qn("a:bodyPr"))
    for child in list(body):
        body.remove(child)
    etree.SubElement(body, qn("a:noAutofit"))
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("wrap", "square")
    body.set("anchor", anchor)


def inherit(shape):
    """Lets a layout's placeholder stand where the master has it."""
    properties = shape.element.spPr
    for child in list(properties):
        properties.remove(child)
    body = shape.element.txBody.find(qn("a:bodyPr"))
    body.attrib.clear()
    for child in list(body):
        body.remove(child)
    drop_list_style(shape)


def drop_list_style(shape):
    style = shape.element.txBody.find(qn("a:lstStyle"))
    for child in list(style):
        style.remove(child)
    return style


def set_level(style, level, size, color, bold=False, bullet=False):
    name = qn(f"a:lvl{level}pPr")
    paragraph = style.find(name)
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.set("marL", str(Inches(0.38) if bullet else 0))
    paragraph.set("indent", str(-Inches(0.38) if bullet else 0))
    paragraph.set("algn", "l")
    spacing = etree.SubElement(paragraph, qn("a:spcBef"))
    etree.SubElement(spacing, qn("a:spcPts")).set("val", "0")
    if bullet:
        color_of_bullet = etree.SubElement(paragraph, qn("a:buClr"))
        etree.SubElement(color_of_bullet, qn("a:schemeClr")).set("val", "accent1")
        etree.SubElement(paragraph, qn("a:buFont")).set("typeface", SANS)
        etree.SubElement(paragraph, qn("a:buChar")).set("char", "•")
    else:
        etree.SubElement(paragraph, qn("a:buNone"))
    run = etree.SubElement(paragraph, qn("a:defRPr"))
    run.set("sz", str(size * 100))
    run.set("b", "1" if bold else "0")
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", color)
    font = "+mj-lt" if bold else "+mn-lt"
    etree.SubElement(run, qn("a:latin")).set("typeface", font)


def set_text_style(shape, size, color, bold=False, align="l"):
    style = drop_list_style(shape)
    paragraph = etree.SubElement(style, qn("a:lvl1pPr"))
    paragraph.set("marL", "0")
    paragraph.set("indent", "0")
    paragraph.set("algn", align)
    etree.SubElement(paragraph, qn("a:buNone"))
    run = etree.SubElement(paragraph, qn("a:defRPr"))
    run.set("sz", str(size * 100))
    run.set("b", "1" if bold else "0")
    run.set("cap", "none")
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", color)
    etree.SubElement(run, qn("a:latin")).set("typeface", "+mj-lt" if bold else "+mn-lt")


def place_foot(shape, kind):
    """Slides copy these from their layout, so that one has all that it needs."""
    left, width, align = (LEFT, 9, "l") if kind == FOOTER else (LEFT + CONTENT_WIDTH - 1.5, 1.5, "r")
    place(shape, left, 6.98, width, 0.3, anchor="ctr")
    set_text_style(shape, 12, PALE_TEXT, align=align)


def add_bar(owner, left, top, width, height, color="accent1"):
    """A thin bar of the accent color; python-pptx adds shapes to slides only."""
    tree = owner.shapes._spTree
    number = max(int(node.get("id")) for node in tree.iter(qn("p:cNvPr"))) + 1
    x, y, cx, cy = (Emu(Inches(n)) for n in (left, top, width, height))
    tree.append(
        etree.fromstring(
            f"""<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
  <p:nvSpPr><p:cNvPr id="{number}" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
  <p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>
</p:sp>"""
        )
    )


def remove(shape):
    shape.element.getparent().remove(shape.element)
