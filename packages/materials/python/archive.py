"""Writes a zip archive, the same bytes each time for the same files.

    python archive.py TASK ARCHIVE

Reads from TASK, as JSON, the `date` (year, month, day) that all files bear, and the `files`: pairs of the name in the archive and the path.
"""

import json
import sys
import zipfile

with open(sys.argv[1], encoding="utf-8") as file:
    task = json.load(file)

with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for name, path in task["files"]:
        entry = zipfile.ZipInfo(name, (*task["date"], 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        # As a file of Unix, whatever system this runs on: one that its owner may write, and others read.
        entry.create_system = 3
        entry.external_attr = 0o100644 << 16
        with open(path, "rb") as content:
            archive.writestr(entry, content.read())
