"""The issuer's private key: made, replaced and read in a folder outside the course."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from binhdan.awards import files, multikey
from binhdan.awards.issuer import PROFILE, Issuer, IssuerKey, load_issuer
from binhdan.awards.problem import AwardError
from binhdan.locale import Locale

PASSPHRASE = "BINHDAN_KEY_PASSPHRASE"
MAX_PAGE = 85  # characters of the page's address: what a QR code of version 10-L leaves beside a long name


@dataclass(frozen=True)
class Signer:
    """An issuer who can sign."""

    issuer: Issuer
    sign: Callable[[bytes], bytes]


def default_folder() -> Path:
    """Return the user's own settings folder (BINHDAN_CONFIG_DIR where it is set)."""
    import platformdirs

    home = os.environ.get("BINHDAN_CONFIG_DIR")
    return (Path(home) if home else Path(platformdirs.user_config_dir("binhdan", appauthor=False))) / "issuer"


def init(folder: Path, ward: Locale, course_root: Path, page: str = "", passphrase: str = "") -> Issuer:
    """Make a key and a profile in ``folder``; AwardError where there is one, or the folder is in the course."""
    if folder.resolve().is_relative_to(course_root.resolve()):
        raise AwardError(f"{folder} nằm trong thư mục khoá học, khoá dễ bị chép đi. Chọn chỗ khác bằng --keys.")
    if (folder / PROFILE).exists():
        raise AwardError(f"{folder} đã có khoá, không ghi đè. Muốn đổi khoá thì chạy `binhdan certify rotate`.")
    if page and (len(page) > MAX_PAGE or not page.startswith(("https://", "http://")) or "#" in page or not page.isascii()):
        raise AwardError(f"Địa chỉ trang kiểm tra {page!r} phải bắt đầu bằng https://, không có # và không quá {MAX_PAGE} ký tự.")
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    key = _new_key(folder, passphrase)
    issuer = Issuer(ward.issuer, ward.superior, ward.programme, ward.place, page, (IssuerKey(key, now()),))
    files.write(folder / PROFILE, issuer.text().encode("utf-8"))
    return issuer


def rotate(folder: Path, passphrase: str = "") -> Issuer:
    """Put a new key in place of the current one, whose public half stays in the profile and whose private half goes."""
    issuer = load_issuer(folder / PROFILE)
    issuer = issuer.rotated(_new_key(folder, passphrase), now())
    # From here on the new key counts; a kill before this leaves only a file that nobody uses.
    files.write(folder / PROFILE, issuer.text().encode("utf-8"))
    for file in folder.glob("key-*.pem"):
        if file != _key_file(folder, issuer.current):
            file.unlink()
    return issuer


def open_signer(folder: Path, ask: Callable[[], str] | None = None) -> Signer:
    """Return the issuer of ``folder`` ready to sign; ``ask`` is called for a passphrase when the key has one."""
    issuer = load_issuer(folder / PROFILE)
    file = _key_file(folder, issuer.current)
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise AwardError(f"Người khác trên máy đọc được {file}. Chạy `chmod 600 {file}` rồi làm lại.")
        key = _load(file, ask)
    except FileNotFoundError as error:
        raise AwardError(f"Không có khoá riêng {file}. Lấy lại từ bản sao, hoặc chạy `binhdan certify rotate`.") from error
    if multikey.key_text(key.public_key().public_bytes_raw()) != issuer.current:
        raise AwardError(f"{file} không phải khoá ghi trong {PROFILE}. Lấy lại cả hai từ cùng một bản sao.")
    return Signer(issuer, key.sign)


def now() -> str:
    """Return this moment as ISO 8601 in UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _load(file: Path, ask: Callable[[], str] | None) -> Ed25519PrivateKey:
    data = file.read_bytes()
    try:
        return serialization.load_pem_private_key(data, None)
    except TypeError:  # it has a passphrase
        word = os.environ.get(PASSPHRASE) or (ask() if ask else "")
    except ValueError as error:
        raise AwardError(f"{file} hỏng. Lấy lại từ bản sao.") from error
    try:
        return serialization.load_pem_private_key(data, word.encode("utf-8") or b"\0")
    except ValueError as error:
        raise AwardError(f"Mật khẩu của khoá chưa đúng. Gõ lại, hoặc đặt biến {PASSPHRASE}.") from error


def _new_key(folder: Path, passphrase: str) -> str:
    key = Ed25519PrivateKey.generate()
    text = multikey.key_text(key.public_key().public_bytes_raw())
    lock = serialization.BestAvailableEncryption(passphrase.encode("utf-8")) if passphrase else serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    file = _key_file(folder, text)
    try:
        files.write(file, pem, files.PRIVATE)
    except OSError as error:
        with contextlib.suppress(OSError):
            file.unlink()
        raise AwardError(f"Không ghi được khoá vào {folder} ({error.strerror}). Chọn chỗ khác bằng --keys.") from error
    return text


def _key_file(folder: Path, key: str) -> Path:
    return folder / f"key-{key[-10:]}.pem"
