"""Reads lessons (MyST Markdown) with Jupytext and writes their cells to stdout, as JSON."""

import json
import sys

import jupytext


def read_cells(path):
    notebook = jupytext.read(path, fmt="md:myst")
    return [
        {
            "type": cell.cell_type,
            "source": cell.source,
            "tags": list(cell.metadata.get("tags", [])),
            "slide": cell.metadata.get("slideshow", {}).get("slide_type", "skip"),
        }
        for cell in notebook.cells
    ]


sys.stdout.reconfigure(encoding="utf-8")
json.dump([read_cells(path) for path in sys.argv[1:]], sys.stdout, ensure_ascii=False)
