"""Data Integrity proofs of the W3C: eddsa-rdfc-2022 and eddsa-jcs-2022, made and checked."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from functools import cache

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from binhdan.awards import contexts, multikey

RDFC, JCS = "eddsa-rdfc-2022", "eddsa-jcs-2022"
SUITES = (RDFC, JCS)


class ProofError(ValueError):
    """A document cannot be canonised, or a proof does not hold; the message is for the log, in English."""


def canonical(document: dict, suite: str) -> bytes:
    """Return the bytes that ``suite`` signs for ``document``; ProofError where a part would stay unsigned."""
    if suite == JCS:
        try:
            return rfc8785.dumps(document)
        except (rfc8785.CanonicalizationError, RecursionError) as error:
            raise ProofError(f"not canonical JSON: {error}") from error
    if suite == RDFC:
        return _rdf(document)
    raise ProofError(f"unsupported cryptosuite {suite!r}")


def _rdf(document: dict) -> bytes:
    from pyld import jsonld

    options = {"documentLoader": contexts.loader, "base": None}
    try:
        expanded = _processor().expand(document, dict(options))
        _only_absolute(expanded)
        rdf = dict(options, algorithm="URDNA2015", format="application/n-quads")
        # Normalised from what was looked at: expanding twice costs a third of the time.
        return _processor().normalize(expanded, rdf).encode("utf-8")
    except (jsonld.JsonLdError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ProofError(f"not canonical RDF: {str(error)[:120]}") from error


@cache
def _processor():
    from pyld import jsonld

    return jsonld.JsonLdProcessor(on_property_dropped=_dropped)


def _dropped(term: object) -> None:
    # PyLD leaves such a term out of the RDF, and so out of the signature.
    raise ProofError(f"the context does not know {term!r}")


def _only_absolute(node: object) -> None:
    """Refuse relative ids and types in an expanded document: they vanish from the RDF."""
    if isinstance(node, list):
        for item in node:
            _only_absolute(item)
    elif isinstance(node, dict):
        types = node.get("@type", [])
        names = [*(types if isinstance(types, list) else [types]), *([node["@id"]] if "@id" in node else [])]
        for name in names:
            if not isinstance(name, str) or ":" not in name:
                _dropped(name)
        for value in node.values():
            _only_absolute(value)


def hash_data(document: dict, proof: dict) -> bytes:
    """Return the 64 bytes that are signed: SHA-256 of the proof's settings, then of the document without proofs."""
    suite = proof.get("cryptosuite")
    settings = {key: value for key, value in proof.items() if key != "proofValue"}
    if suite == RDFC:
        settings["@context"] = document.get("@context")
    bare = {key: value for key, value in document.items() if key != "proof"}
    return hashlib.sha256(canonical(settings, suite)).digest() + hashlib.sha256(canonical(bare, suite)).digest()


def signed(document: dict, sign: Callable[[bytes], bytes], method: str, created: str, suites=SUITES) -> dict:
    """Return a copy of ``document`` with one proof a suite; ``sign`` is Ed25519, ``created`` is ISO 8601."""
    proofs = []
    for suite in suites:
        proof = {"type": "DataIntegrityProof", "cryptosuite": suite, "created": created}
        proof |= {"verificationMethod": method, "proofPurpose": "assertionMethod"}
        if suite == JCS:
            proof["@context"] = document["@context"]
        proofs.append(proof | {"proofValue": multikey.encode(sign(hash_data(document, proof)))})
    return copy.deepcopy(document) | {"proof": proofs}


def check(document: dict, proof: dict) -> str:
    """Return the Multikey that made ``proof`` over ``document``; ProofError where it does not hold."""
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != "assertionMethod":
        raise ProofError("another type or purpose of proof")
    if proof.get("previousProof"):
        raise ProofError("proof chains are not supported")
    if proof.get("cryptosuite") == JCS and proof.get("@context") != document.get("@context"):
        raise ProofError("the proof speaks of other contexts")
    try:
        key = multikey.key_of(proof.get("verificationMethod"))
        signature = multikey.decode(proof.get("proofValue"))
        Ed25519PublicKey.from_public_bytes(multikey.key_bytes(key)).verify(signature, hash_data(document, proof))
    except InvalidSignature as error:
        raise ProofError("the signature does not fit") from error
    except ProofError:
        raise
    except ValueError as error:
        raise ProofError(str(error)) from error
    return key
