"""Against vectors from outside: W3C Data Integrity, RFC 8785, and 1EdTech's samples."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"
if not VECTORS.is_dir():
    pytest.skip(f"optional: no test vectors in {VECTORS}", allow_module_level=True)

import rfc8785  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey  # noqa: E402

from binhdan.awards import checking, contexts, document, integrity, multikey, statuslist  # noqa: E402

W3C = VECTORS / "w3c-vc-di-eddsa" / "TestVectors"
SAMPLES = VECTORS / "openbadges-3.0"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
EXAMPLES = {
    "https://www.w3.org/ns/credentials/examples/v2": {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
}


def load(file):
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def with_examples(monkeypatch):
    """The W3C's vectors use its examples context, which certificates must not."""
    pinned = contexts.document
    monkeypatch.setattr(contexts, "document", lambda address: EXAMPLES.get(address) or pinned(address))


@pytest.mark.parametrize("folder, end", [("eddsa-rdfc-2022", "DataInt"), ("eddsa-jcs-2022", "JCS")])
def test_w3c_byte_for_byte(with_examples, folder, end):
    here, suite = W3C / folder, folder
    signed = load(here / f"signed{end}.json")
    proof, bare = signed["proof"], {key: value for key, value in signed.items() if key != "proof"}
    assert integrity.canonical(bare, suite).decode().strip() == (here / f"canonDoc{end}.txt").read_text(encoding="utf-8").strip()
    assert integrity.hash_data(signed, proof).hex() == (here / f"combinedHash{end}.txt").read_text().strip()
    assert integrity.check(signed, proof)
    key = Ed25519PrivateKey.from_private_bytes(multikey.decode(load(W3C / "keyPair.json")["privateKeyMultibase"])[2:])
    again = integrity.signed(bare, key.sign, proof["verificationMethod"], proof["created"], (suite,))["proof"][0]
    assert again["proofValue"] == proof["proofValue"]


def test_w3c_employment_from_its_canonical_form():
    """Its citizenship context is not among the pinned ones, so this starts where RDF is already canonical."""
    here = W3C / "eddsa-rdfc-2022/employ"
    parts = [(here / name).read_bytes() for name in ("proofCanonDataInt.txt", "canonDocDataInt.txt")]
    combined = b"".join(hashlib.sha256(part).digest() for part in parts)
    assert combined.hex() == (here / "combinedHashDataInt.txt").read_text().strip()
    proof = load(here / "signedDataInt.json")["proof"]
    key = Ed25519PublicKey.from_public_bytes(multikey.key_bytes(multikey.key_of(proof["verificationMethod"])))
    key.verify(multikey.decode(proof["proofValue"]), combined)
    with pytest.raises(integrity.ProofError, match="canonical RDF"):
        integrity.check(load(here / "signedDataInt.json"), proof)


def test_w3c_a_changed_vector_does_not_hold(with_examples):
    for file in ("eddsa-rdfc-2022/signedDataInt.json", "eddsa-jcs-2022/signedJCS.json"):
        signed = load(W3C / file) | {"name": "Alumni Credentiam"}
        with pytest.raises(integrity.ProofError):
            integrity.check(signed, signed["proof"])


def test_w3c_proof_set(with_examples):
    """Each proof of a set stands by itself; a chain is refused, because we issue none."""
    signed = load(W3C / "proof-set-chain/signedProofSet2.json")
    assert len({integrity.check(signed, proof) for proof in signed["proof"]}) == 2
    chain = load(W3C / "proof-set-chain/signedProofChain2.json")
    with pytest.raises(integrity.ProofError, match="chain"):
        for proof in chain["proof"]:
            integrity.check(chain, proof)


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_rfc8785(name):
    folder = VECTORS / "rfc8785" / "testdata"
    assert integrity.canonical(load(folder / f"input/{name}.json"), integrity.JCS) == (folder / f"output/{name}.json").read_bytes()
    assert rfc8785.dumps(load(folder / f"input/{name}.json")).hex() == "".join((folder / f"outhex/{name}.txt").read_text().split())


VALID = [
    "complete.json", "endorsement-valid.json", "simple.json", "simple-context-alias.json", "simple-did-key-method.json",
    "simple-did-web-method.json", "simple-multiple-proofs.json",
]
# Sound by themselves and yet refused, because certificates use none of it: another proof suite or JWT (complete_v1,
# simple_v1, simple-eddsa-2022, credential-status-revoked, simple.jwt, velocity.jwt and what is baked from them),
# selective disclosure (sd/), and Open Badges contexts older than 3.0.3 (simple-context-version).
OUT_OF_SCOPE = ["complete_v1.json", "simple_v1.json", "simple-eddsa-2022.json", "credential-status-revoked.json",
                "sd/derivedcredential.json", "simple-context-version.json"]


@pytest.mark.parametrize("name", VALID)
def test_a_valid_sample_is_accepted(name):
    assert checking.problems(load(SAMPLES / name), NOW) == []


@pytest.mark.parametrize("name", OUT_OF_SCOPE + sorted(
    path.name for path in SAMPLES.glob("*.json") if "-err-" in path.name or path.name == "simple-noproof.json"
))
def test_a_broken_or_foreign_sample_is_refused(name):
    assert checking.problems(load(SAMPLES / name), NOW)


def test_every_sample_is_accounted_for():
    broken = [path.name for path in SAMPLES.glob("*.json") if "-err-" in path.name]
    assert {p.name for p in SAMPLES.glob("*.json")} == {*VALID, *OUT_OF_SCOPE, *broken, "simple-noproof.json"} - {"sd/derivedcredential.json"}


@pytest.mark.parametrize("name, says", [("simple-err-expired.json", "expired"), ("simple-err-issued.json", "not valid yet"),
                                        ("simple-err-issuer.json", "no issuer"), ("simple-err-proof-value.json", "signature")])
def test_it_is_refused_for_its_own_reason(name, says):
    assert any(says in problem for problem in checking.problems(load(SAMPLES / name), NOW))


def test_a_baked_picture_is_read():
    assert checking.problems(document.read(str(SAMPLES / "simple-json.png")).badge, NOW) == []


def test_status_list_samples():
    listed = load(SAMPLES / "bit-string-list/testlist")
    assert checking.problems(listed, NOW) == []
    revoked = load(SAMPLES / "bit-string-list/credential-status-revoked.json")
    assert checking.problems(revoked, NOW) == []
    encoded = listed["credentialSubject"]["encodedList"]
    assert statuslist.bit(encoded, revoked["credentialStatus"]["statusListIndex"])
    assert not statuslist.bit(encoded, 22)
