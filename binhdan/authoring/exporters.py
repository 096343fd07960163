"""nbconvert's exporters for a handout and a deck: one HTML file that needs nothing from outside."""

from __future__ import annotations

import base64
import re
from importlib.resources import files

from nbconvert.exporters import HTMLExporter, SlidesExporter
from traitlets.config import Config

_HERE = files("binhdan.authoring")
_FONTS = _HERE / "vendor" / "fonts"
_REVEAL = _HERE / "vendor" / "reveal"
# Which letters each file holds, from Fontsource: the two together are all that Vietnamese needs.
_SUBSETS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,"
    "U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
    "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
}
_FACES = (
    ("Be Vietnam Pro", "be-vietnam-pro", 400, "normal"),
    ("Be Vietnam Pro", "be-vietnam-pro", 400, "italic"),
    ("Be Vietnam Pro", "be-vietnam-pro", 700, "normal"),
    ("JetBrains Mono", "jetbrains-mono", 400, "normal"),
)


class _Offline:
    """What both share: templates of this package, Vietnamese, fonts and scripts inside the file."""

    theme = ""

    def __init__(self, config=None, **kwargs):
        settings = {
            "template_name": self.theme,
            "extra_template_basedirs": [str(_HERE / "templates")],
            "extra_template_paths": [str(_HERE / "templates" / "shared")],
            "language_code": "vi",
            "exclude_anchor_links": True,
        }
        own = Config({type(self).__name__: settings})
        own.merge(config or Config())
        super().__init__(config=own, **kwargs)

    def convert(self, notebook) -> str:
        """Return ``notebook`` as one HTML page."""
        page, _ = self.from_notebook_node(notebook, resources={"binhdan": self._inlined()})
        return page

    def _inlined(self) -> dict:
        return {"fonts": fonts()}

    def default_filters(self):
        """Add the filter for what an output brings along."""
        yield from super().default_filters()
        yield "without_scripts", without_scripts


class HandoutExporter(_Offline, HTMLExporter):
    """A handout on A4."""

    theme = "handout_vi"


class DeckExporter(_Offline, SlidesExporter):
    """A reveal.js deck in one file."""

    theme = "slides_vi"

    def _inlined(self) -> dict:
        scripts = "\n".join(_script(name) for name in ("reveal.js", "notes.js"))
        return {"fonts": fonts(), "reveal_css": (_REVEAL / "reveal.css").read_text(encoding="utf-8"), "scripts": scripts}


def fonts() -> str:
    """Return the @font-face rules with the fonts inside."""
    return "\n".join(_face(*face, subset, letters) for face in _FACES for subset, letters in _SUBSETS.items())


def _face(family: str, file: str, weight: int, style: str, subset: str, letters: str) -> str:
    data = base64.b64encode((_FONTS / f"{file}-{subset}-{weight}-{style}.woff2").read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};unicode-range:{letters};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def _script(name: str) -> str:
    # Inside a page, only this would end the script too early.
    return (_REVEAL / name).read_text(encoding="utf-8").replace("</script", r"<\/script")


def without_scripts(html: str) -> str:
    """Return an output's HTML without scripts: on paper there is nothing to run."""
    return re.sub(r"<script\b.*?</script\s*>", "", html, flags=re.S | re.I)
