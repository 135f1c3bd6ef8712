"""How Sphinx builds the manual: `make docs`."""

from pathlib import Path

from align import __version__

project = "align"
author = "the authors of align"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_gallery"]
# Files of `make gallery`, laid beside the pages of the manual.
html_extra_path = ["_gallery"] if (Path(__file__).parent / "_gallery").is_dir() else []
html_theme = "furo"
html_title = "align"
html_static_path: list[str] = []
html_show_sphinx = False
html_show_copyright = False
myst_heading_anchors = 3
myst_enable_extensions = ["deflist", "colon_fence"]
# Readers of the repository follow links to files that are no page of the manual.
myst_all_links_external = False
suppress_warnings = ["myst.xref_missing"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
nitpicky = False
