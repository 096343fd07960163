"""nbconvert's exporters for a handout and a deck: one HTML file that needs nothing from outside."""

from __future__ import annotations

import re
from importlib.resources import files

from nbconvert.exporters import HTMLExporter, SlidesExporter
from traitlets.config import Config

from binhdan.authoring import typefaces

_HERE = files("binhdan.authoring")
_REVEAL = _HERE / "vendor" / "reveal"
_FACES = (typefaces.PLAIN, typefaces.ITALIC, typefaces.BOLD, typefaces.CODE)


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
    return typefaces.rules(_FACES)


def _script(name: str) -> str:
    # Inside a page, only this would end the script too early.
    return (_REVEAL / name).read_text(encoding="utf-8").replace("</script", r"<\/script")


def without_scripts(html: str) -> str:
    """Return an output's HTML without scripts: on paper there is nothing to run."""
    return re.sub(r"<script\b.*?</script\s*>", "", html, flags=re.S | re.I)
