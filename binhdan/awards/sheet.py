"""The certificate as a PDF/A-3b page with its badge inside."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

from binhdan.awards import guilloche
from binhdan.awards.issuer import Issuer
from binhdan.awards.register import Entry
from binhdan.awards.standing import Rule
from binhdan.text import number

_HOME = Path(__file__).parent
MAX_VERSION = 10  # at 36 mm a module of version 10 is 0.6 mm wide, which every phone reads
MAX_BYTES = 271  # what version 10-L holds


class Press:
    """Sets certificates; the fonts and the ornaments are read once."""

    def __init__(self):
        import typst

        self._compiler = typst.Compiler(_HOME / "sheet.typ", font_paths=[_HOME / "fonts"], ignore_system_fonts=True)

    def pdf(self, entry: Entry, asked: Rule, issuer: Issuer, qr_text: str, badge: str) -> bytes:
        """Return the page; the same arguments give the same bytes. ValueError when ``qr_text`` is too long."""
        data = _ornaments() | _said(entry, asked, issuer) | {"qr": qr(qr_text), "badge": badge}
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return self._compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-3b"])


def _said(entry: Entry, asked: Rule, issuer: Issuer) -> dict:
    year, month, day = map(int, entry.date.split("-"))
    return {
        "issuer": issuer.name,
        "superior": issuer.superior,
        "programme": issuer.programme,
        "place": issuer.place,
        "name": entry.name,
        "birth": str(entry.birth_year or ""),
        "level": f"Bậc {entry.level} – {asked.level.title}",
        "strands": " · ".join(asked.level.strands.values()),
        "points": number(entry.points),
        "most": number(entry.max_points),
        "number": entry.number,
        "id": entry.id,
        "year": year,
        "month": month,
        "day": day,
        # Decree 30/2020 writes a zero before days below 10 and before January and February.
        "day2": f"{day:02d}",
        "month2": f"{month:02d}" if month < 3 else str(month),
    }


@cache
def _ornaments() -> dict:
    return {
        "rosette": guilloche.rosette(guilloche.PALE),
        "long": guilloche.band(783, guilloche.GOLD),
        "short": guilloche.band(522, guilloche.GOLD),
        "shoot": guilloche.tea_shoot(guilloche.GREEN, guilloche.PALE),
    }


def qr(text: str) -> str:
    """Return a QR code of level L as SVG without a margin; ValueError above version 10."""
    import segno

    code = segno.make(text, error="l", boost_error=False, micro=False)
    if code.version > MAX_VERSION:
        raise ValueError(f"QR version {code.version}")
    out = io.BytesIO()
    code.save(out, kind="svg", border=0, dark="#10140e", xmldecl=False, omitsize=True)
    return out.getvalue().decode("utf-8")
