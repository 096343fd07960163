"""Who issues certificates: the public profile with the list of its keys, old ones included."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from binhdan.awards import multikey
from binhdan.awards.problem import AwardError

PROFILE = "issuer.json"


@dataclass(frozen=True)
class IssuerKey:
    """A public key (Multikey) and when it was in use: ISO 8601, ``until`` empty for the current one."""

    key: str
    since: str
    until: str = ""


@dataclass(frozen=True)
class Issuer:
    """The issuer as the world may see it; ``page`` is the web address of the verification page, or empty."""

    name: str
    superior: str
    programme: str
    place: str
    page: str
    keys: tuple[IssuerKey, ...]

    @property
    def current(self) -> str:
        """The key that signs now."""
        return self.keys[-1].key

    @property
    def id(self) -> str:
        """The issuer's did:key."""
        return multikey.did(self.current)

    def period(self, key: str) -> IssuerKey | None:
        """Return when ``key`` was in use, or None where it is nobody's here."""
        return next((known for known in self.keys if known.key == key), None)

    def rotated(self, key: str, moment: str) -> Issuer:
        """Return the issuer with ``key`` in use from ``moment`` on; the others stay known."""
        past = (*self.keys[:-1], replace(self.keys[-1], until=moment))
        return replace(self, keys=(*past, IssuerKey(key, moment)))

    def text(self) -> str:
        """Return the profile as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def load_issuer(file: Path) -> Issuer:
    """Read a profile; AwardError names the file and what is wrong in it."""
    try:
        row = json.loads(file.read_text(encoding="utf-8"))
        issuer = Issuer(**{**row, "keys": tuple(IssuerKey(**key) for key in row["keys"])})
        for known in issuer.keys:
            multikey.key_bytes(known.key)
        issuer.current  # noqa: B018 - a list without keys is refused here
    except FileNotFoundError as error:
        raise AwardError(f"Không có {file}. Chạy `binhdan certify init` trước.") from error
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        raise AwardError(f"{file} hỏng hoặc không phải hồ sơ nơi cấp ({error}). Lấy lại từ bản sao.") from error
    return issuer
