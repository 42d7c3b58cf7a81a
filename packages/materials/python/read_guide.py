"""Reads a PDF back, for the tests: `read_guide.py FILE` prints JSON of what a reader and a screen reader find in it."""

import json
import sys

from pypdf import PdfReader


def pictures(node):
    """The alternative texts of the figures in the tree of tags."""
    found = []
    for child in children(node):
        if child.get("/S") == "/Figure":
            found.append(child.get("/Alt", ""))
        found.extend(pictures(child))
    return found


def kinds(node):
    """The kinds of tags in the tree."""
    found = {str(node["/S"])} if "/S" in node else set()
    return found.union(*(kinds(child) for child in children(node)))


def children(node):
    below = node.get("/K", [])
    objects = [child.get_object() for child in (below if isinstance(below, list) else [below])]
    return [child for child in objects if isinstance(child, dict) and "/S" in child]


def outline(entries):
    """The bookmarks, those below others after them."""
    return [title for entry in entries for title in (outline(entry) if isinstance(entry, list) else [entry.title])]


# Of a letter of code, in its size; and of the margin, in points.
MONO_WIDTH = 0.602
MARGIN = 24 / 25.4 * 72


def read_text(page, past):
    """The page's text; what of its code goes past the margin is added to `past`."""
    end = float(page.mediabox.width) - MARGIN

    def visit(text, page_matrix, matrix, font, size):
        if font and "Mono" in font.get("/BaseFont", ""):
            start = matrix[4] * page_matrix[0] + page_matrix[4]
            width = MONO_WIDTH * size * matrix[0] * page_matrix[0] * len(text.rstrip())
            if text.strip() and start + width > end + 1:
                past.append(text)

    return page.extract_text(visitor_text=visit)


def fonts(page):
    """Each font's name, and whether its letters are in the file."""
    found = {}
    for font in page.get("/Resources", {}).get("/Font", {}).values():
        for one in [font.get_object(), *(inner.get_object() for inner in font.get_object().get("/DescendantFonts", []))]:
            if "/FontDescriptor" in one:
                files = ("/FontFile", "/FontFile2", "/FontFile3")
                found[one["/BaseFont"]] = any(name in one["/FontDescriptor"] for name in files)
    return found


def links(reader):
    """Where the links lead: addresses, and pages of this file (`null` for a page that is not there)."""
    addresses, pages = [], []
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    for page in reader.pages:
        for annotation in (one.get_object() for one in page.get("/Annots", [])):
            action = annotation.get("/A", {})
            if "/URI" in action:
                addresses.append(action["/URI"])
                continue
            target = annotation.get("/Dest", action.get("/D")).get_object()
            if isinstance(target, str):
                target = reader.named_destinations[target].dest_array
            first = target[0]
            pages.append(numbers.get(getattr(first, "idnum", None)))
    return {"addresses": sorted(set(addresses)), "pages": pages}


def main(file):
    reader = PdfReader(file)
    root = reader.trailer["/Root"]
    past = []
    return {
        "title": reader.metadata.title,
        "author": reader.metadata.author,
        "created": reader.metadata.creation_date.isoformat(),
        "language": root["/Lang"],
        "metadata": root["/Metadata"].get_data().decode(),
        "pages": [read_text(page, past) for page in reader.pages],
        "past_margin": past,
        "outline": outline(reader.outline),
        "pictures": pictures(root["/StructTreeRoot"]),
        "tags": sorted(kinds(root["/StructTreeRoot"])),
        "fonts": {name: embedded for page in reader.pages for name, embedded in fonts(page).items()},
        "links": links(reader),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
