"""Writes a deck, described in JSON (src/slides/deck.ts), as slides.pptx: make_slides.py DECK.json SLIDES.pptx"""

import copy
import json
import re
import sys
import tempfile
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
import typst
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt
from slides_master import ACCENT, INK, MONO, kind_of, make_presentation, remove

LOCALES = {"en": "en-US", "es": "es-AR"}
AUTHOR = "async-lab"
# Dots of a picture for each inch of the slide: sharp on a screen of 4K.
DPI = 240
LETTERS = "Source Sans Pro"
FONTS = str(Path(font_source_sans_pro.__file__).parent / "files")
GROUNDS = {"code": "F3F6FA", "output": "FFFFFF", "callout": "E8F0FA"}
FAILURE = "A33B00"
LINE = "C9D3DF"
PARAGRAPH_GAP = Pt(8)
INSET = Inches(0.15)


def write_deck(deck, target):
    draw_pictures(deck)
    presentation, layouts = make_presentation()
    locale = LOCALES[deck["language"]]
    for description in deck["slides"]:
        slide = presentation.slides.add_slide(layouts[description["layout"]])
        fill_slide(slide, description, locale)
        slide.notes_slide.notes_text_frame.text = "\n".join(description["notes"])
        set_language(slide.notes_slide.notes_text_frame._txBody, locale)
    set_properties(presentation.core_properties, deck, locale)
    content = BytesIO()
    presentation.save(content)
    write_archive(content, target, datetime.fromisoformat(deck["date"]))


def fill_slide(slide, description, locale):
    placeholders = {kind_of(shape): shape for shape in slide.placeholders}
    title = placeholders["title"]
    title.text_frame.text = description["title"]
    text = placeholders.get("body")
    if "subtitle" in description:
        text.text_frame.text = description["subtitle"]
        text = None
    for block in description["blocks"]:
        kind = block["kind"]
        if kind == "text":
            # The first text is the layout's own; what comes after code is a text box.
            add_text(slide, block, text)
            text = None
        elif kind == "table":
            add_table(slide, block)
        elif kind == "picture":
            add_picture(placeholders.pop("pic", None), block, slide)
        else:
            add_frame(slide, block)
    for empty in (text, placeholders.get("pic")):
        if empty is not None:
            remove(empty)
    if description["footer"]:
        copy_footer(slide, description["footer"])
    set_language(slide._element, locale)


def add_text(slide, block, placeholder):
    shape = placeholder if placeholder is not None else slide.shapes.add_textbox(0, 0, 0, 0)
    put(shape, block["box"])
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for index, description in enumerate(block["paragraphs"]):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        if index > 0:
            paragraph.space_before = PARAGRAPH_GAP
        if "list" in description:
            first = next(each for each in block["paragraphs"] if "list" in each)
            set_list(paragraph, description["list"], first.get("number", 1))
        for run in description["runs"]:
            add_run(paragraph, run, block["size"])


def set_list(paragraph, kind, start):
    properties = paragraph._p.get_or_add_pPr()
    properties.set("lvl", "1")
    properties.set("marL", str(Inches(0.38)))
    properties.set("indent", str(-Inches(0.38)))
    color = etree.SubElement(properties, qn("a:buClr"))
    etree.SubElement(color, qn("a:schemeClr")).set("val", "accent1")
    if kind == "number":
        etree.SubElement(properties, qn("a:buFont")).set("typeface", "+mj-lt")
        numbers = etree.SubElement(properties, qn("a:buAutoNum"))
        numbers.set("type", "arabicPeriod")
        numbers.set("startAt", str(start))
    else:
        etree.SubElement(properties, qn("a:buFont")).set("typeface", "Arial")
        etree.SubElement(properties, qn("a:buChar")).set("char", "•")


def add_run(paragraph, description, size):
    run = paragraph.add_run()
    run.text = description["text"]
    font = run.font
    font.size = Pt(size)
    if description.get("code"):
        font.name = MONO
    if description.get("bold"):
        font.bold = True
    if description.get("italic"):
        font.italic = True
    if "color" in description:
        font.color.rgb = RGBColor.from_string(description["color"])
    if "link" in description:
        run.hyperlink.address = description["link"]


def add_frame(slide, block):
    """Code, what it printed, or what stands out: text on a ground of its own."""
    kind = block["kind"]
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    shape.name = kind.capitalize()
    put(shape, block["box"])
    # The shape's own style would bring an outline, a shadow and white text.
    remove_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(GROUNDS[kind])
    shape.shadow.inherit = False
    shape.line.fill.background()
    if kind == "output":
        shape.line.color.rgb = RGBColor.from_string(FAILURE if block["failed"] else LINE)
        shape.line.width = Pt(1)
    frame = shape.text_frame
    frame.word_wrap = kind == "callout"
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = INSET
    frame.margin_top = frame.margin_bottom = Inches(0.06)
    for index, runs in enumerate(lines_of(block)):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        for run in runs:
            add_run(paragraph, run, block["size"])
        if not runs:
            paragraph.font.size = Pt(block["size"])
            paragraph.font.name = MONO


def lines_of(block):
    if block["kind"] == "code":
        return block["lines"]
    if block["kind"] == "callout":
        return [[{**run, "bold": True, "color": ACCENT} for run in block["runs"]]]
    color = FAILURE if block["failed"] else INK
    return [[{"text": line, "code": True, "color": color}] if line else [] for line in block["lines"]]


def remove_style(shape):
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def add_table(slide, block):
    box = block["box"]
    rows, columns = len(block["rows"]), len(block["columns"])
    graphic = slide.shapes.add_table(rows, columns, *emus(box))
    graphic.name = "Table"
    table = graphic.table
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    # "No style, no grid": ours is the same in every program.
    properties.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for column, width in zip(table.columns, block["columns"]):
        column.width = Inches(width)
    for row, height in zip(table.rows, block["heights"]):
        row.height = Inches(height)
    for row, description in enumerate(block["rows"]):
        for column in range(columns):
            runs = description[column] if column < len(description) else []
            fill_cell(table.cell(row, column), runs, block["size"], row == 0)


def fill_cell(cell, runs, size, is_head):
    cell.margin_left = cell.margin_right = Inches(0.1)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    for run in runs:
        add_run(paragraph, {**run, "bold": True, "color": "FFFFFF"} if is_head else run, size)
    if not runs:
        paragraph.font.size = Pt(size)
    properties = cell._tc.get_or_add_tcPr()
    if not is_head:
        line = etree.SubElement(properties, qn("a:lnB"))
        line.set("w", "9525")
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", LINE)
    ground = etree.SubElement(properties, qn("a:solidFill" if is_head else "a:noFill"))
    if is_head:
        etree.SubElement(ground, qn("a:schemeClr")).set("val", "accent1")


def add_picture(placeholder, block, slide):
    image = BytesIO(block["png"])
    if placeholder is None:
        picture = slide.shapes.add_picture(image, 0, 0)
    else:
        picture = placeholder.insert_picture(image)
        picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    put(picture, block["box"])
    description = picture._element.nvPicPr.cNvPr
    description.set("name", "Chart")
    description.set("descr", block["description"])


def draw_pictures(deck):
    """Renders all the SVGs to PNG with Typst, in one go; its letters come with the fonts' package."""
    blocks = [block for slide in deck["slides"] for block in slide["blocks"] if block["kind"] == "picture"]
    if not blocks:
        return
    with tempfile.TemporaryDirectory() as folder:
        pages = ["#set page(width: auto, height: auto, margin: 0pt)"]
        for number, block in enumerate(blocks):
            svg = re.sub(r'font-family="[^"]*"', f'font-family="{LETTERS}"', block["svg"])
            Path(folder, f"{number}.svg").write_text(svg, encoding="utf-8")
            pages.append(f'#page(image("{number}.svg", width: {block["box"]["width"]}in))')
        source = Path(folder, "charts.typ")
        source.write_text("\n".join(pages), encoding="utf-8")
        images = typst.compile(source, format="png", ppi=DPI, ignore_system_fonts=True, font_paths=[FONTS])
    for block, image in zip(blocks, images if isinstance(images, list) else [images], strict=True):
        block["png"] = image


def copy_footer(slide, text):
    """Footers and numbers are on a slide only if the slide itself has them."""
    for shape in slide.slide_layout.placeholders:
        kind = kind_of(shape)
        if kind not in ("ftr", "sldNum"):
            continue
        element = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(element)
        number = max(int(node.get("id")) for node in slide.shapes._spTree.iter(qn("p:cNvPr")))
        element.nvSpPr.cNvPr.set("id", str(number + 1))
        if kind == "ftr":
            paragraph = element.txBody.findall(qn("a:p"))[0]
            for child in list(paragraph):
                paragraph.remove(child)
            run = etree.SubElement(paragraph, qn("a:r"))
            etree.SubElement(run, qn("a:rPr"))
            etree.SubElement(run, qn("a:t")).text = text


def set_language(element, locale):
    """Says of every run in which language it is, for spelling and for who listens."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = etree.Element(qn("a:rPr"))
            run.insert(0, properties)
        properties.set("lang", locale)
        properties.attrib.pop("dirty", None)


def put(shape, box):
    shape.left, shape.top, shape.width, shape.height = emus(box)


def emus(box):
    return [Inches(box[side]) for side in ("left", "top", "width", "height")]


def set_properties(properties, deck, locale):
    date = datetime.fromisoformat(deck["date"]).replace(tzinfo=None)
    properties.title = f"{deck['title']}: {deck['subject']}"
    properties.subject = deck["subject"]
    properties.author = AUTHOR
    properties.last_modified_by = AUTHOR
    properties.keywords = ""
    properties.language = locale
    properties.created = properties.modified = date
    properties.revision = 1


def write_archive(content, target, date):
    """Writes the parts again, in order and with one date, so that equal decks are equal files."""
    stamp = max(date.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(content) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts.read(name))


if __name__ == "__main__":
    write_deck(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
