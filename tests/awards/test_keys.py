"""The issuer's key: private, kept, replaced, never overwritten."""

import os
import stat

import pytest

from binhdan.awards import keyfolder
from binhdan.awards.issuer import PROFILE, load_issuer
from binhdan.awards.problem import AwardError


def test_only_the_owner_can_read_it(keys):
    private = next(keys.glob("key-*.pem"))
    assert stat.S_IMODE(private.stat().st_mode) == 0o600 and stat.S_IMODE(keys.stat().st_mode) == 0o700
    private.chmod(0o644)
    with pytest.raises(AwardError, match="chmod 600"):
        keyfolder.open_signer(keys)


def test_init_never_overwrites(keys, ward, course):
    before = {file.name: file.read_bytes() for file in keys.iterdir()}
    with pytest.raises(AwardError, match="rotate"):
        keyfolder.init(keys, ward, course.root)
    assert {file.name: file.read_bytes() for file in keys.iterdir()} == before


def test_the_course_is_no_place_for_a_key(ward, course):
    with pytest.raises(AwardError, match="--keys"):
        keyfolder.init(course.root / "khoa", ward, course.root)
    assert not (course.root / "khoa").exists()


@pytest.mark.parametrize("page", ["doi-che.example", "https://a.example/#x", "https://a.example/" + "x" * 85, "https://đồi.example/"])
def test_a_page_that_no_qr_code_can_carry_is_refused(tmp_path, ward, course, page):
    with pytest.raises(AwardError, match="trang kiểm tra"):
        keyfolder.init(tmp_path / "k", ward, course.root, page)


def test_a_passphrase(tmp_path, ward, course, monkeypatch):
    keyfolder.init(tmp_path / "k", ward, course.root, passphrase="chè xanh")
    assert b"ENCRYPTED" in next((tmp_path / "k").glob("key-*.pem")).read_bytes()
    assert keyfolder.open_signer(tmp_path / "k", lambda: "chè xanh").sign(b"x")
    for wrong in (lambda: "chè đen", lambda: "", None):
        with pytest.raises(AwardError, match="Mật khẩu"):
            keyfolder.open_signer(tmp_path / "k", wrong)
    monkeypatch.setenv(keyfolder.PASSPHRASE, "chè xanh")
    assert keyfolder.open_signer(tmp_path / "k").sign(b"x")


def test_rotation_keeps_the_old_public_key_and_drops_the_private_one(keys):
    first = load_issuer(keys / PROFILE)
    second = keyfolder.rotate(keys)
    assert [key.key for key in second.keys] == [first.current, second.current] and first.current != second.current
    assert second.keys[0].until and not second.keys[1].until
    assert len(list(keys.glob("key-*.pem"))) == 1
    assert keyfolder.open_signer(keys).issuer == second


def test_a_rotation_killed_before_its_end_leaves_the_old_key_in_force(keys, monkeypatch):
    before = load_issuer(keys / PROFILE)
    write = keyfolder.files.write

    def killed(target, *rest, **named):
        if target.name == PROFILE:
            raise KeyboardInterrupt
        write(target, *rest, **named)

    monkeypatch.setattr(keyfolder.files, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        keyfolder.rotate(keys)
    monkeypatch.undo()
    assert keyfolder.open_signer(keys).issuer == before
    assert keyfolder.rotate(keys).keys[0].key == before.current
    assert len(list(keys.glob("key-*.pem"))) == 1


@pytest.mark.parametrize("text", ["", "{}", '{"keys": []}', "[1]", "không phải"])
def test_a_damaged_profile_is_named(keys, text):
    (keys / PROFILE).write_text(text, encoding="utf-8")
    with pytest.raises(AwardError, match=PROFILE):
        keyfolder.open_signer(keys)


def test_a_missing_or_foreign_private_key_is_named(keys, tmp_path, ward, course):
    private = next(keys.glob("key-*.pem"))
    keyfolder.init(tmp_path / "khac", ward, course.root)
    foreign = next((tmp_path / "khac").glob("key-*.pem")).read_bytes()
    private.write_bytes(foreign)
    with pytest.raises(AwardError, match="không phải khoá"):
        keyfolder.open_signer(keys)
    private.write_bytes(b"hong")
    with pytest.raises(AwardError, match="hỏng"):
        keyfolder.open_signer(keys)
    private.unlink()
    with pytest.raises(AwardError, match="Không có khoá"):
        keyfolder.open_signer(keys)


def test_the_default_folder_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("BINHDAN_CONFIG_DIR", str(tmp_path))
    assert keyfolder.default_folder() == tmp_path / "issuer"
    monkeypatch.delenv("BINHDAN_CONFIG_DIR")
    assert "binhdan" in os.fspath(keyfolder.default_folder())
