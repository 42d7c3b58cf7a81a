"""Reads a deck back, for its tests: read_slides.py SLIDES.pptx [SLIDES.pdf] prints JSON.

The PDF is the same deck as LibreOffice renders it. For each text it says what is seen of it inside the place that the deck
gives it: a text that needs more room than that is seen elsewhere, or in another's place.
"""

import json
import re
import sys
import zipfile

from pptx import Presentation
from pptx.oxml.ns import qn
from pypdf import PdfReader

# From a PDF's points to a slide's English metric units.
EMU = 12700
# A line may reach into the margin of its frame.
TOLERANCE = 0.03 * 914400


def read_deck(file, pdf=None):
    presentation = Presentation(file)
    pages = PdfReader(pdf).pages if pdf else [None] * len(presentation.slides)
    properties = presentation.core_properties
    with zipfile.ZipFile(file) as archive:
        dates = sorted({info.date_time for info in archive.infolist()})
    return {
        "title": properties.title,
        "author": properties.author,
        "language": properties.language,
        "dates": dates,
        "masters": len(presentation.slide_masters),
        "pages": len(pages) if pdf else None,
        "slides": [read_slide(slide, page) for slide, page in zip(presentation.slides, pages)],
    }


def read_slide(slide, page):
    seen = read_page(page) if page else []
    shapes = list(slide.shapes)
    return {
        "layout": slide.slide_layout.name,
        "title": slide.shapes.title.text_frame.text,
        "notes": slide.notes_slide.notes_text_frame.text,
        "languages": sorted({run.get("lang") or "" for run in slide.element.iter(qn("a:rPr"))}),
        "pictures": [shape._element.nvPicPr.cNvPr.get("descr") for shape in shapes if hasattr(shape, "image")],
        "tables": sum(shape.has_table for shape in shapes),
        "texts": [
            {"name": shape.name, "text": text, "seen": see(seen, shape)}
            for shape in shapes
            if (text := read_text(shape))
        ],
        "sizes": sorted({int(run.get("sz")) for run in slide.element.iter(qn("a:rPr")) if run.get("sz")}),
    }


def read_text(shape):
    if shape.has_table:
        cells = [cell for row in shape.table.rows for cell in row.cells]
        return "\n".join(cell.text_frame.text for cell in cells)
    if not shape.has_text_frame or "Slide Number" in shape.name:
        return ""
    number = 0
    lines = []
    for paragraph in shape.text_frame.paragraphs:
        numbering = paragraph._p.find(f".//{qn('a:buAutoNum')}")
        number = 0 if numbering is None else number + 1
        start = 0 if numbering is None else int(numbering.get("startAt", 1)) - 1
        lines.append(f"{start + number}. {paragraph.text}" if number else paragraph.text)
    return "\n".join(lines)


def read_page(page):
    """The letters of a page and where each stands, in a slide's units from its upper left corner."""
    height = float(page.mediabox.height)
    found = []

    def visit(text, matrix, text_matrix, _font, _size):
        x, y = text_matrix[4], text_matrix[5]
        left = matrix[0] * x + matrix[2] * y + matrix[4]
        bottom = matrix[1] * x + matrix[3] * y + matrix[5]
        found.append((left * EMU, (height - bottom) * EMU, text))

    page.extract_text(visitor_text=visit)
    return found


def see(seen, shape):
    left, right = shape.left - TOLERANCE, shape.left + shape.width + TOLERANCE
    top, bottom = shape.top - TOLERANCE, shape.top + shape.height + TOLERANCE
    return "".join(re.sub("•", "", text) for x, y, text in seen if left <= x <= right and top <= y <= bottom)


if __name__ == "__main__":
    print(json.dumps(read_deck(*sys.argv[1:])))
