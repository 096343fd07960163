"""The badge: what it says, that nothing in it can be changed, and that others read it alike."""

import copy
import json
from datetime import UTC, datetime
from datetime import date as day

import pytest

from binhdan.awards import badge, checking, contexts, integrity, multikey, statuslist
from binhdan.awards.document import Document
from binhdan.awards.register import Entry
from class_marks import soon


@pytest.fixture
def entry(signer, asked):
    return Entry("3fa2c1", 7, 1, "lo-thi-man", "Lò Thị Mận", 1984, day.today().isoformat(), "2026-01-02T03:04:05Z",
                 150.0, 170.0, asked.told(), signer.issuer.current)


@pytest.fixture
def signed(entry, asked, signer):
    return badge.badge(entry, asked, signer)


@pytest.fixture
def lists(signer):
    return [statuslist.credential(signer, "3fa2c1", 0, [], "2026-01-02T03:04:05Z")]


def verdict(document, signer, lists):
    return checking.check(Document(document), signer.issuer, lists, soon())


def test_it_says_who_what_when_and_why(signed, signer, lists):
    found = verdict(signed, signer, lists)
    assert found.state == checking.VALID and not found.unsure
    assert found.facts["Họ và tên"] == "Lò Thị Mận" and found.facts["Năm sinh"] == "1984"
    assert "119 trên 170 điểm" in signed["credentialSubject"]["achievement"]["criteria"]["narrative"]
    assert [p["cryptosuite"] for p in signed["proof"]] == ["eddsa-rdfc-2022", "eddsa-jcs-2022"]


def test_the_same_entry_gives_the_same_bytes(entry, asked, signer):
    assert badge.text(badge.badge(entry, asked, signer)) == badge.text(badge.badge(entry, asked, signer))


def places(node, path=()):
    """Every place in a JSON document: its own path, and those below."""
    if path:
        yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from places(value, (*path, index))


def changed(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return value[:-1] + ("a" if value[-1:] != "a" else "b")
    return [*value, "x"] if isinstance(value, list) else {**value, "x": "y"}


def mutations(document):
    """Each single field changed, deleted, renamed, given a neighbour, or with a space behind it."""
    for path in places(document):
        def at(mutate, path=path):
            copied = copy.deepcopy(document)
            home = copied
            for step in path[:-1]:
                home = home[step]
            mutate(home, path[-1])
            return copied
        yield "change", path, at(lambda home, key: home.__setitem__(key, changed(home[key])))
        yield "delete", path, at(lambda home, key: home.__delitem__(key))
        yield "null", path, at(lambda home, key: home.__setitem__(key, None))
        yield "number", path, at(lambda home, key: home.__setitem__(key, 7))
        yield "nested", path, at(lambda home, key: home.__setitem__(key, {"a": [home[key]]}))
        if isinstance(path[-1], str):
            yield "rename", path, at(lambda home, key: home.__setitem__(key + "x", home.pop(key)))
            yield "add", path, at(lambda home, key: home.__setitem__("description2", "thêm"))
            yield "known term added", path, at(lambda home, key: home.setdefault("description", "thêm"))
            yield "context added", path, at(lambda home, key: home.setdefault("@context", {"name": "ex:name"}))
        if isinstance(path[-1], int):
            yield "double", path, at(lambda home, key: home.append(copy.deepcopy(home[key])))
    for path in places(document):
        node = document
        for step in path:
            node = node[step]
        if isinstance(node, str):
            copied = copy.deepcopy(document)
            home = copied
            for step in path[:-1]:
                home = home[step]
            home[path[-1]] = node + " "
            yield "space", path, copied


def test_no_single_mutation_is_accepted(signed, signer, lists):
    tried = accepted = 0
    for how, path, mutated in mutations(signed):
        if mutated == signed:
            continue
        tried += 1
        found = verdict(mutated, signer, lists)  # and none may raise
        if found.state == checking.VALID:
            accepted += 1
            print(how, path)
    assert tried >= 150 and accepted == 0, (tried, accepted)


@pytest.mark.parametrize("suite", [0, 1])
def test_each_proof_covers_every_field_by_itself(signed, suite):
    one = signed | {"proof": [signed["proof"][suite]]}
    integrity.check(one, one["proof"][0])
    bare = {key: value for key, value in one.items() if key != "proof"}
    tried = 0
    for how, path, mutated in mutations(bare):
        if mutated == bare or (suite == 0 and how == "context added"):
            continue
        tried += 1
        try:
            integrity.check(mutated | {"proof": one["proof"]}, one["proof"][0])
        except integrity.ProofError:
            continue
        # RDF says the same of one value and of a list with it, and of a type in one or two places.
        assert suite == 0 and integrity.canonical(mutated, integrity.RDFC) == integrity.canonical(bare, integrity.RDFC), (how, path)
    assert tried >= 150


@pytest.mark.parametrize("date", ["", "hôm qua", "2026-13-01T00:00:00Z", "2026-01-01", 20260101, None, ["2026"], "9999999"])
def test_a_malformed_date_is_a_problem_and_no_exception(entry, asked, signer, lists, date):
    document = badge.unsigned(entry, asked, signer) | {"validFrom": date}
    try:
        document = integrity.signed(document, signer.sign, multikey.method(entry.key), entry.issued_at)
    except integrity.ProofError:
        document["proof"] = []
    assert verdict(document, signer, lists).state == checking.INVALID


def test_what_the_context_does_not_know_is_never_signed(entry, asked, signer):
    for extra in ({"bonus": "x"}, {"credentialStatus": {"id": "khong-tuyet-doi", "type": "BitstringStatusListEntry"}}, {"type": ["VerifiableCredential", "La"]}):
        with pytest.raises(integrity.ProofError):
            integrity.signed(badge.unsigned(entry, asked, signer) | extra, signer.sign, multikey.method(entry.key), entry.issued_at)


def test_contexts_are_never_fetched():
    with pytest.raises(ValueError, match="not pinned"):
        contexts.loader("https://example.com/context.json")


def test_a_stranger_and_a_borrowed_name(signed, signer, lists, tmp_path, ward, course):
    from binhdan.awards import keyfolder

    keyfolder.init(tmp_path / "khac", ward, course.root)
    other = keyfolder.open_signer(tmp_path / "khac")
    assert verdict(signed, other, lists).state == checking.UNKNOWN
    assert checking.check(Document(signed), None, lists, soon()).state == checking.UNKNOWN
    # Signed by the stranger in the ward's name.
    bare = {key: value for key, value in signed.items() if key != "proof"}
    forged = integrity.signed(bare, other.sign, multikey.method(other.issuer.current), "2026-01-02T03:04:05Z")
    assert verdict(forged, signer, lists).state == checking.UNKNOWN
    assert verdict(forged, other, lists).state == checking.INVALID


def test_revoked_and_a_strangers_list_does_not_count(signed, signer, lists, tmp_path, ward, course):
    from binhdan.awards import keyfolder

    newer = statuslist.credential(signer, "3fa2c1", 0, [7], "2026-01-03T03:04:05Z")
    assert verdict(signed, signer, [*lists, newer]).state == checking.REVOKED
    assert verdict(signed, signer, [newer, *lists]).state == checking.REVOKED
    keyfolder.init(tmp_path / "khac", ward, course.root, signer.issuer.page)
    forged = statuslist.credential(keyfolder.open_signer(tmp_path / "khac"), "3fa2c1", 0, [], "2026-01-04T03:04:05Z")
    assert verdict(signed, signer, [newer, forged]).state == checking.REVOKED
    alone = verdict(signed, signer, [forged])
    assert alone.state == checking.VALID and alone.unsure


def test_status_bits():
    encoded = statuslist.encode([0, 7, 131_071])
    assert [i for i in (*range(20), 131_070, 131_071) if statuslist.bit(encoded, i)] == [0, 7, 131_071]
    for bad, index in ((encoded, 131_072), (encoded, -1), (encoded[1:], 0), ("uAAAA", 0), (None, 0)):
        with pytest.raises(ValueError):
            statuslist.bit(bad, index)


def test_openbadgeslib_agrees(signed, signer, entry, asked, lists):
    """An independent implementation accepts our proof, makes the same one, and refuses a changed badge."""
    ob3 = pytest.importorskip("openbadgeslib.ob3", reason="openbadgeslib is not installed: uv sync --group dev")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    pem = Ed25519PublicKey.from_public_bytes(multikey.key_bytes(entry.key)).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert ob3.did_key_from_pem(pem) == signer.issuer.id
    one = signed | {"proof": signed["proof"][0]}
    read = ob3.OB3LdpVerifier(pubkey_pem=pem).verify(json.dumps(one, ensure_ascii=False))
    assert read.issuer.name == "UBND phường Đồi Chè"
    with pytest.raises(ob3.OB3VerificationError):
        ob3.verify_data_integrity_proof(one | {"name": "Giấy khác"}, pem)
    assert ob3.decode_encoded_list(lists[0]["credentialSubject"]["encodedList"]) == bytes(statuslist.SIZE // 8)
    assert statuslist.bit(ob3.encode_bitstring([7]), 7)


def test_openbadgeslib_signs_what_we_accept(entry, asked, signer, keys):
    ob3 = pytest.importorskip("openbadgeslib.ob3", reason="openbadgeslib is not installed: uv sync --group dev")
    pem = next(keys.glob("key-*.pem")).read_bytes()
    bare = badge.unsigned(entry, asked, signer)
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    theirs = ob3.add_data_integrity_proof(bare, pem, multikey.method(entry.key), created=moment)
    ours = badge.badge(entry, asked, signer)["proof"][0]
    assert theirs["proof"]["proofValue"] == ours["proofValue"]
    assert checking.problems(theirs, soon()) == []
