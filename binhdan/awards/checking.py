"""Whether a certificate holds: its proofs, its shape and dates, its issuer, and the status list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from binhdan.awards import contexts, integrity, multikey, payload, statuslist
from binhdan.awards.document import Document
from binhdan.awards.issuer import Issuer
from binhdan.records.days import in_vietnam

VALID, INVALID, REVOKED, UNKNOWN = "valid", "invalid", "revoked", "unknown issuer"
_EARLY = "not valid yet"
_SKEW = timedelta(minutes=10)  # clocks of office machines are not exact
_KINDS = {"OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "BitstringStatusListCredential"}
_PROOF = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}


@dataclass(frozen=True)
class Verdict:
    """The state, why (one Vietnamese line each), what the certificate says, and what could not be checked."""

    state: str
    why: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()


def check(document: Document, issuer: Issuer | None, lists: Iterable[dict] = (), now: datetime | None = None) -> Verdict:
    """Check a certificate against a known issuer and the status lists at hand (credentials as parsed JSON)."""
    now = now or datetime.now(UTC)
    try:
        if document.badge is None:
            return _check_qr(document.qr, issuer, list(lists), now)
        return _check_badge(document.badge, issuer, list(lists), now)
    except RecursionError:
        return Verdict(INVALID, ("Tệp lồng quá nhiều lớp, không phải giấy chứng nhận.",))


def problems(credential: dict, now: datetime) -> list[str]:
    """Return what is wrong with a credential by itself, whoever issued it (English, for the log); empty: sound.

    At least one proof must be of a kind we know, and every one of that kind must hold.
    """
    found = _shape(credential, now)
    proofs = [proof for proof in _proofs(credential) if proof.get("type") == "DataIntegrityProof"]
    found += [] if proofs else ["no proof that can be checked"]
    for proof in proofs:
        try:
            integrity.check(credential, proof)
        except integrity.ProofError as error:
            found.append(f"proof: {error}")
        _moment(proof, "created", found)
    return found


def _proofs(credential: dict) -> list[dict]:
    proofs = credential.get("proof")
    return [proof for proof in (proofs if isinstance(proofs, list) else [proofs]) if isinstance(proof, dict)]


def _shape(credential: dict, now: datetime) -> list[str]:
    found = []
    names = credential.get("@context")
    if not isinstance(names, list) or not names or names[0] != contexts.CREDENTIALS:
        found.append("the first context is not that of Verifiable Credentials 2.0")
    types = credential.get("type")
    types = types if isinstance(types, list) else [types]
    if "VerifiableCredential" not in types or not _KINDS & {kind for kind in types if isinstance(kind, str)}:
        found.append("another type of credential")
    issuer = credential.get("issuer")
    if not (isinstance(issuer, str) or (isinstance(issuer, dict) and isinstance(issuer.get("id"), str))):
        found.append("no issuer")
    if not isinstance(credential.get("credentialSubject"), dict):
        found.append("no subject")
    start, end = _moment(credential, "validFrom", found), _moment(credential, "validUntil", found, needed=False)
    if start and start > now + _SKEW:
        found.append(_EARLY)
    if end and end < now:
        found.append("expired")
    return found


def _moment(row: dict, key: str, found: list[str], needed: bool = True) -> datetime | None:
    if key not in row:
        found += [f"no {key}"] if needed else []
        return None
    try:
        moment = datetime.fromisoformat(row[key])
        if moment.tzinfo is None or "T" not in row[key]:
            raise ValueError("no time zone")
        return moment
    except (ValueError, TypeError):
        found.append(f"{key} is not a date")
        return None


_WORDS = {
    _EARLY: "Giấy ghi ngày cấp ở tương lai.",
    "expired": "Giấy đã hết hạn.",
    "no issuer": "Giấy không ghi nơi cấp.",
    "no proof that can be checked": "Giấy không có chữ ký số kiểm tra được.",
}


def _told(found: list[str]) -> tuple[str, ...]:
    lines = []
    for each in found:
        if each.startswith("proof: "):
            lines.append("Chữ ký không khớp: nội dung đã bị sửa, hoặc giấy không do nơi này cấp.")
        else:
            lines.append(_WORDS.get(each, f"Giấy không đúng dạng Open Badges 3.0 ({each})."))
    return tuple(dict.fromkeys(lines))


def _check_badge(credential: dict, issuer: Issuer | None, lists: list[dict], now: datetime) -> Verdict:
    if found := problems(credential, now):
        return Verdict(INVALID, _told(found))
    facts = _facts(credential)
    if issuer is None or not _is_from(credential, issuer):
        return Verdict(UNKNOWN, (_stranger(issuer),), facts)
    if wrong := _not_ours(credential, issuer):
        return Verdict(INVALID, (wrong,), facts)
    status = credential.get("credentialStatus")
    if not isinstance(status, dict):
        return Verdict(VALID, (), facts, ("Giấy không nói đến danh sách thu hồi.",))
    return _with_status(facts, issuer, lists, now, status.get("statusListCredential"), status.get("statusListIndex"))


def _is_from(credential: dict, issuer: Issuer) -> bool:
    return all(issuer.period(multikey.key_of(proof["verificationMethod"])) for proof in _supported(credential))


def _supported(credential: dict) -> list[dict]:
    return [proof for proof in _proofs(credential) if proof.get("type") == "DataIntegrityProof"]


def _not_ours(credential: dict, issuer: Issuer) -> str:
    """Say in what a credential signed with the issuer's key differs from what the issuer makes, or nothing."""
    proofs = credential["proof"] if isinstance(credential["proof"], list) else [credential["proof"]]
    allowed = [_PROOF, _PROOF | {"@context"}]
    kinds = [(proof.get("type"), proof.get("cryptosuite")) if isinstance(proof, dict) else None for proof in proofs]
    if kinds != [("DataIntegrityProof", suite) for suite in integrity.SUITES]:
        return "Giấy phải có đủ hai chữ ký số, không thừa không thiếu."
    if any(set(proof) != keys for proof, keys in zip(proofs, allowed)):
        return "Chữ ký số có phần lạ mà không ai ký."
    named = credential["issuer"]["id"] if isinstance(credential["issuer"], dict) else credential["issuer"]
    for proof in proofs:
        key = multikey.key_of(proof["verificationMethod"])
        if named != multikey.did(key):
            return "Giấy ghi một nơi cấp nhưng do khoá của nơi khác ký."
        until = issuer.period(key).until
        if until and datetime.fromisoformat(proof["created"]) > datetime.fromisoformat(until):
            return "Giấy ký bằng khoá đã thôi dùng."
    return ""


def _stranger(issuer: Issuer | None) -> str:
    if issuer is None:
        return "Chữ ký chưa nói lên điều gì: máy này chưa có hồ sơ của nơi cấp nào. Lấy issuer.json từ nơi cấp rồi thêm --issuer TỆP."
    return f"Giấy không do {issuer.name} ký. Nếu là nơi khác cấp, thêm --issuer với hồ sơ của nơi đó."


def _facts(credential: dict) -> dict[str, str]:
    subject = credential["credentialSubject"]
    identity = subject.get("identifier")
    rows = [row for row in (identity if isinstance(identity, list) else [identity]) if isinstance(row, dict)]
    said = {str(row.get("identityType")): str(row.get("identityHash")) for row in rows}
    achievement = subject.get("achievement") if isinstance(subject.get("achievement"), dict) else {}
    issuer = credential["issuer"] if isinstance(credential["issuer"], dict) else {}
    facts = {
        "Họ và tên": said.get("name", ""),
        "Năm sinh": said.get("ext:birthYear", ""),
        "Bậc": str(achievement.get("name", "")),
        "Ngày cấp": _local_day(credential["validFrom"]),
        "Nơi cấp": str(issuer.get("name", "")),
        "Giấy": str(credential.get("name", "")),
    }
    return {key: value for key, value in facts.items() if value}


def _local_day(moment: str) -> str:
    return f"{in_vietnam(datetime.fromisoformat(moment)):%d/%m/%Y}"


def _check_qr(text: str, issuer: Issuer | None, lists: list[dict], now: datetime) -> Verdict:
    try:
        said, key = payload.unseal(text, [known.key for known in issuer.keys] if issuer else [])
    except (ValueError, OverflowError):
        return Verdict(INVALID, ("Mã không phải của giấy chứng nhận, đã bị cắt, hoặc bị sửa nên chữ ký không khớp. Quét lại mã trên giấy.",))
    facts = {"Họ và tên": said.name, "Năm sinh": str(said.birth_year or ""), "Bậc": str(said.level)}
    facts |= {"Ngày cấp": f"{said.date:%d/%m/%Y}", "Nơi cấp": issuer.name if key else "", "Giấy": said.id}
    facts = {name: value for name, value in facts.items() if value}
    if key is None:
        return Verdict(UNKNOWN, (_stranger(issuer),), facts)
    until = issuer.period(key).until
    if until and said.date.isoformat() > until[:10]:
        return Verdict(INVALID, ("Giấy ký bằng khoá đã thôi dùng.",), facts)
    number, index = statuslist.place(said.serial)
    return _with_status(facts, issuer, lists, now, statuslist.address(issuer.page, said.book, number), str(index))


def _with_status(facts: dict, issuer: Issuer, lists: list[dict], now: datetime, address: object, index: object) -> Verdict:
    ours = [each for each in lists if each.get("id") == address and _is_list(each, issuer, now)]
    if not ours:
        return Verdict(VALID, (), facts, ("Không có danh sách thu hồi để đối chiếu; thêm --status với tệp status-….json của nơi cấp.",))
    newest = max(ours, key=lambda each: datetime.fromisoformat(each["validFrom"]))
    try:
        # Nothing is ever given back, so one list that says so is enough: a clock may have stood wrong when it was signed.
        taken_back = any([statuslist.bit(each["credentialSubject"]["encodedList"], int(str(index))) for each in ours])
    except (ValueError, KeyError):
        return Verdict(INVALID, ("Giấy chỉ tới một chỗ không có trong danh sách thu hồi.",), facts)
    facts = facts | {"Danh sách thu hồi lập ngày": _local_day(newest["validFrom"])}
    if taken_back:
        return Verdict(REVOKED, ("Giấy này từng được cấp nhưng đã bị thu hồi.",), facts)
    return Verdict(VALID, (), facts)


def _is_list(credential: dict, issuer: Issuer, now: datetime) -> bool:
    """Whether a status list is sound and the issuer's own, be it dated too late."""
    subject = credential.get("credentialSubject")
    purpose = isinstance(subject, dict) and subject.get("statusPurpose") == "revocation"
    return purpose and set(problems(credential, now)) <= {_EARLY} and _is_from(credential, issuer) and not _not_ours(credential, issuer)
