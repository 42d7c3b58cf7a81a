"""Compiles a Typst file to PDF/UA-1: `make_guide.py SOURCE OUTPUT SECONDS`, the last being its date since 1970, in UTC.

The fonts are those that Typst and a package bring, never the machine's, so that every machine makes the same pages.
What is wrong goes to stderr in one line, with the file and the line.
"""

import re
import sys
from pathlib import Path

import font_source_sans_pro
import typst


def in_one_line(problem):
    """Typst's message after the first of its places, those in a lesson before those in the template."""
    diagnostic = problem.diagnostic[max(problem.diagnostic.find("error:"), 0) :]
    places = re.findall(r"─ (?:\S*[\\/])?([^\s\\/]+:\d+:\d+)", diagnostic)
    places.sort(key=lambda place: place.startswith("template.typ"))
    return " ".join(" ".join([*(f"{place}:" for place in places[:1]), problem.message, *problem.hints]).split())


def main(source, output, seconds):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[font_source_sans_pro.font_directory])
    try:
        compiler = typst.Compiler(source, root=Path(source).parent, font_paths=fonts)
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=int(seconds)
        )
    except typst.TypstError as error:
        return in_one_line(error)
    # For example a font that is not there: the pages would look different.
    if warnings:
        return in_one_line(warnings[0])
    Path(output).write_bytes(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
