"""The typefaces that go into every page we make, as @font-face rules with the fonts inside."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from importlib.resources import files

_FONTS = files("binhdan.authoring") / "vendor" / "fonts"
# Which letters each file holds, from Fontsource: the two together are all that Vietnamese needs.
_SUBSETS = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,"
    "U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
    "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
}
PLAIN = ("Be Vietnam Pro", "be-vietnam-pro", 400, "normal")
ITALIC = ("Be Vietnam Pro", "be-vietnam-pro", 400, "italic")
BOLD = ("Be Vietnam Pro", "be-vietnam-pro", 700, "normal")
CODE = ("JetBrains Mono", "jetbrains-mono", 400, "normal")


def rules(faces: Iterable[tuple[str, str, int, str]]) -> str:
    """Return the @font-face rules of ``faces``; a face takes about 45 kB."""
    return "\n".join(_face(*face, subset, letters) for face in faces for subset, letters in _SUBSETS.items())


def _face(family: str, file: str, weight: int, style: str, subset: str, letters: str) -> str:
    data = base64.b64encode((_FONTS / f"{file}-{subset}-{weight}-{style}.woff2").read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};unicode-range:{letters};"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
