"""How Sphinx makes the course's web site; make-site.ts calls it, and says what is in which language."""

import json
import os

settings = json.loads(os.environ["ASYNC_LAB_SITE"])

project = "async-lab"
language = settings["language"]
extensions = ["myst_parser"]
root_doc = "index"

html_theme = "pydata_sphinx_theme"
html_title = project
html_favicon = "static/favicon.svg"
html_static_path = ["static"]
templates_path = ["templates"]
html_css_files = ["site.css"]
html_js_files = [
    ("charts.js", {"defer": "defer"}),
    # From a folder a page may not read the others, of which a search shows the words around what it found.
    (None, {"body": 'DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = location.protocol !== "file:";'}),
]
html_copy_source = False
html_use_index = False
html_context = {"settings": settings, "default_mode": "light"}
html_sidebars = {"**": ["lessons.html"]}
html_theme_options = {
    "logo": {"text": project},
    "pygments_light_style": "github-light",
    "pygments_dark_style": "github-dark",
    "search_bar_text": settings["search"],
    "navbar_center": [],
    "navbar_persistent": ["find.html"],
    "navbar_end": ["theme-switcher.html", "other-language.html"],
    "article_header_start": [],
    "article_header_end": ["download.html"],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["made.html"],
    "footer_end": [],
}
