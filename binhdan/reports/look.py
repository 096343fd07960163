"""How the ward's pages look: typefaces, colours, print, and one frame around every page."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import escape

from binhdan.authoring import typefaces

# Nothing is loaded, nothing runs, nothing is sent: also where a name holds markup and an escape was forgotten.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
_LIGHT = (
    "--ink:#1d2a23;--dim:#4f5d55;--ground:#f4f7f3;--card:#fff;--line:#d5ded8;--track:#e3eae5;--leaf:#14603a;--fill:#1b7f4d;"
    "--pale:#e6f2ea;--amber:#7d5200;--amber-pale:#fdf2da;--red:#a3241c;--red-pale:#fcebe9"
)
_DARK = (
    "--ink:#e9efe9;--dim:#b0bdb4;--ground:#141a16;--card:#1e2621;--line:#38443d;--track:#33403a;--leaf:#8fd5ae;--fill:#5cb888;"
    "--pale:#1d3a2a;--amber:#f0cd7e;--amber-pale:#392e13;--red:#ffb3aa;--red-pale:#42211d"
)
_PRINT = f"{_LIGHT};--ink:#111;--dim:#444;--ground:#fff;--line:#aab5ae"
_PAGE = """
html { -webkit-text-size-adjust: 100%; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.55 "Be Vietnam Pro", system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.4rem 1.2rem 3rem; }
@media screen and (max-width: 40rem) { main { padding: 1rem .8rem 2rem; } }
@media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; } }
"""
BASE = """
* { box-sizing: border-box; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.3; text-wrap: balance; break-after: avoid; color: var(--leaf); margin: 0 0 .6rem; }
h1 { font-size: 1.75em; } h2 { font-size: 1.25em; } h3 { font-size: 1.05em; }
p { margin: .4rem 0; orphans: 3; widows: 3; }
a { color: var(--leaf); }
:focus-visible { outline: 3px solid var(--amber); outline-offset: 2px; }
.dim { color: var(--dim); } .small { font-size: .9em; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.3rem; margin: 0 0 1rem; }
.tag { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .65rem; font-size: .9em; font-weight: 700; }
.good { color: var(--leaf); background: var(--pale); } .warn { color: var(--amber); background: var(--amber-pale); } .bad { color: var(--red); background: var(--red-pale); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .5rem; border-bottom: 1px solid var(--line); }
th, td { overflow-wrap: break-word; } th { font-weight: 700; } thead th { font-size: .9em; color: var(--dim); } thead { display: table-header-group; } tr { break-inside: avoid; }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media screen and (max-width: 40rem) { h1 { font-size: 1.45em; } .card { padding: .9rem 1rem; } }
@media screen and (max-width: 44rem) {
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack, .stack tbody, .stack tr, .stack th, .stack td { display: block; width: auto; text-align: left; border: 0; padding: .1rem 0; }
  .stack tr { border: 1px solid var(--line); border-radius: 10px; padding: .6rem .8rem; margin: 0 0 .7rem; }
  .stack td.num { display: inline-block; margin-right: 1rem; }
  .stack td[data-name]::before { content: attr(data-name) ": "; color: var(--dim); font-weight: 400; }
}
@media print { .screen { display: none; } .card { padding: .7rem 1rem; margin-bottom: .7rem; box-decoration-break: clone; } }
"""


def page(title: str, body: str, style: str = "") -> str:
    """Return a whole HTML page that needs nothing from outside; ``title`` is text, ``body`` and ``style`` are ready."""
    colours = f":root{{color-scheme:light dark;{_LIGHT}}}@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}"
    colours += f"@media print{{:root{{color-scheme:light;{_PRINT}}}}}"
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{_fonts()}{colours}{_PAGE}{BASE}{style}</style></head>\n<body>{body}</body></html>\n"
    )


def inside(body: str, style: str = "") -> str:
    """Return ``body`` for the output of a notebook: the same look, which touches nothing else there."""
    colours = f".bd-page{{{_LIGHT};color:var(--ink);background:var(--ground);font-size:15px;line-height:1.55;padding:.8rem;border-radius:14px}}"
    colours += f'[data-jp-theme-light="false"] .bd-page{{{_DARK}}}@media print{{.bd-page{{{_PRINT}}}}}@media screen and (max-width:40rem){{.bd-page{{padding:.3rem}}}}'
    return f'<div class="bd-page" lang="vi"><style>{colours}{_below(BASE + style)}</style>{body}</div>'


def _below(style: str) -> str:
    """Return the rules of ``style`` for what is inside ``.bd-page`` only."""

    def one(rule: re.Match) -> str:
        if "@" in rule[1]:
            return rule[0]
        return ", ".join(f".bd-page {selector.strip()}" for selector in rule[1].split(",")) + " {"

    return re.sub(r"([^{}]+)\{", one, style)


def day(ordinal: int) -> str:
    """Return a day (``date.toordinal()``) as Vietnamese write it: "26/11/2026"."""
    return date.fromordinal(ordinal).strftime("%d/%m/%Y")


@cache
def _fonts() -> str:
    return typefaces.rules((typefaces.PLAIN, typefaces.BOLD))
