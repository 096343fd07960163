"""Which certificates are taken back: the W3C's Bitstring Status List, signed."""

from __future__ import annotations

import base64
import gzip
import uuid
import zlib
from collections.abc import Iterable

from binhdan.awards import contexts, integrity, multikey
from binhdan.awards.keyfolder import Signer

SIZE = 131_072  # bits; the least that the standard allows, so that a list tells nothing about one person
_MOST = 16 * SIZE // 8


def address(issuer_page: str, book: str, number: int) -> str:
    """Return the name of a register's status list ``number``: beside the verification page, or a URN without one."""
    if issuer_page:
        return f"{issuer_page.rsplit('/', 1)[0]}/{file_name(book, number)}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"binhdan:status:{book}:{number}").urn


def file_name(book: str, number: int) -> str:
    """Return the file of a register's status list ``number``."""
    return f"status-{book}-{number}.json"


def place(serial: int) -> tuple[int, int]:
    """Return (number of the list, index in it) of a certificate."""
    return divmod(serial, SIZE)


def encode(revoked: Iterable[int], size: int = SIZE) -> str:
    """Return a list of ``size`` bits with those of ``revoked`` set, gzipped, as base64url multibase."""
    bits = bytearray(size // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode("ascii").rstrip("=")


def bit(encoded: str, index: int) -> bool:
    """Return the bit at ``index`` (0 is the leftmost); ValueError for a damaged list or an index beyond it."""
    if not isinstance(encoded, str) or not encoded.startswith("u"):
        raise ValueError("not base64url multibase")
    packed = base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))
    try:
        bits = zlib.decompressobj(wbits=31).decompress(packed, _MOST)
    except zlib.error as error:
        raise ValueError("damaged list") from error
    if not 0 <= index < len(bits) * 8:
        raise ValueError("index beyond the list")
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def credential(signer: Signer, book: str, number: int, revoked: Iterable[int], moment: str) -> dict:
    """Return the signed list ``number`` of a register; ``revoked`` are serials, ``moment`` is ISO 8601 in UTC."""
    where = address(signer.issuer.page, book, number)
    indexes = [index for n, index in map(place, revoked) if n == number]
    document = {
        "@context": [contexts.CREDENTIALS],
        "id": where,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": signer.issuer.id,
        "validFrom": moment,
        "credentialSubject": {
            "id": f"{where}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(indexes),
        },
    }
    return integrity.signed(document, signer.sign, multikey.method(signer.issuer.current), moment)
