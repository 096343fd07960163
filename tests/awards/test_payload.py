"""The QR code's payload: small, exact, and signed to the last bit."""

from datetime import date

import pytest

from binhdan.awards import payload
from binhdan.awards.payload import Compact
from binhdan.awards.sheet import MAX_BYTES, qr

ALL_TONES = "Ằắẳẵặ Ềếểễệ Ồốổỗộ Ờớởỡợ Ừứửữự Ỳýỷỹỵ Đăâê"  # 42 characters, hardly one of them ASCII


def said(signer, name="Lò Thị Mận", year=1984):
    return Compact(payload.key_hint(signer.issuer.current), "3fa2c1", 131_075, 5, date(2026, 11, 20), year, name)


@pytest.mark.parametrize("name", ["A", "Lò Thị Mận", ALL_TONES, "Ŏn Č'Ře Å", "Ỵ" * 60, "hv-0001"])
@pytest.mark.parametrize("year", [None, 1901, 2155])
def test_what_goes_in_comes_out(signer, name, year):
    text = payload.seal(said(signer, name, year), signer.sign)
    assert payload.unseal(text, [signer.issuer.current]) == (said(signer, name, year), signer.issuer.current)
    assert len(text) <= payload.MAX_CHARACTERS


def test_every_vietnamese_letter_takes_one_byte(signer):
    assert len(set(payload.LETTERS)) == 134
    assert len(payload.pack(said(signer, payload.LETTERS))) == 15 + 134
    assert payload.unpack(payload.pack(said(signer, payload.LETTERS))).name == payload.LETTERS


def test_no_changed_bit_is_accepted(signer):
    text = payload.seal(said(signer), signer.sign)
    import base64

    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        other = base64.urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode()
        try:
            _, key = payload.unseal(other, [signer.issuer.current])
        except (ValueError, OverflowError):
            continue
        assert key is None, bit  # it names a key that nobody here has


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t + "A", lambda t: t + "=", lambda t: t + " ", lambda t: "", lambda t: "ạ" + t,
                                   lambda t: t[:40], lambda t: t.swapcase(), lambda t: t[:-1] + chr(ord(t[-1]) ^ 1)])
def test_no_other_spelling_is_accepted(signer, spoil):
    text = payload.seal(said(signer), signer.sign)
    with pytest.raises(ValueError):
        payload.unseal(spoil(text), [signer.issuer.current])


def test_a_signature_over_something_else_does_not_fit(signer):
    """The domain in front keeps badge signatures and payloads apart."""
    import base64

    message = payload.pack(said(signer))
    bare = base64.urlsafe_b64encode(signer.sign(message) + message).rstrip(b"=").decode()
    with pytest.raises(ValueError):
        payload.unseal(bare, [signer.issuer.current])


def test_the_code_stays_within_version_10():
    import segno

    assert segno.make("a" * MAX_BYTES, error="l", boost_error=False, micro=False).version == 10
    assert qr("a" * MAX_BYTES).startswith("<svg")
    with pytest.raises(ValueError):
        qr("a" * (MAX_BYTES + 1))
