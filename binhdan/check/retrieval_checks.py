"""Checks of a searchable store of documents: how it is cut, its synonyms, and what it finds."""

from __future__ import annotations

import json
from functools import lru_cache

from binhdan import cases
from binhdan.ai.chunking import Chunk, Document, Settings, cut
from binhdan.ai.retrieval import Index, misses
from binhdan.check.registry import Wrong, checked
from binhdan.text import count_words, words

_MOST_WORDS = 130  # three chunks of this length still leave a small model room to answer
_MOST_TERMS, _MOST_FORM_WORDS, _MOST_FORMS, _FEWEST_TERMS, _COMMON = 80, 4, 12, 18, 6


@checked
def chunks_carry_their_source(settings: dict, case: dict) -> str:
    """Pass settings whose chunks are short and each name their procedure and their section."""
    chunks = [chunk for document in _documents(case) for chunk in cut(document, _settings(settings))]
    if (longest := max(count_words(chunk.text) for chunk in chunks)) > _MOST_WORDS:
        raise Wrong(f"Có đoạn dài {longest} từ. Cắt theo đề mục hoặc giảm so_tu để mỗi đoạn không quá {_MOST_WORDS} từ.")
    for part, what in (("title", "thủ tục nào"), ("section", "mục nào")):
        if lost := [chunk for chunk in chunks if not _says(chunk, part)]:
            raise Wrong(f"Có {len(lost)} đoạn không cho biết mình thuộc {what}. Xem lại dòng gan_nhan.")
    return f"{len(chunks)} đoạn, đoạn nào cũng ngắn và biết mình ở thủ tục nào, mục nào."


@checked
def synonyms_are_sound(synonyms: dict, case: dict) -> str:
    """Pass at least 18 terms of the documents, each with short sayings that belong to it alone."""
    thesaurus = _thesaurus(synonyms)
    texts = [_padded(f"{document.title} {document.text}") for document in _documents(case)]
    owners: dict[str, str] = {}
    for term, forms in thesaurus.items():
        if not any(_padded(term) in text for text in texts):
            raise Wrong(f"“{term}” không có trong thủ tục nào. Bên trái phải là chữ dùng trong giấy tờ.")
        for form in forms:
            _check_form(term, form, texts)
            if owners.setdefault(_padded(form), term) != term:
                raise Wrong(f"“{form}” đang chỉ về hai chữ giấy tờ khác nhau. Mỗi cách nói chỉ để ở một dòng.")
    if (filled := sum(bool(forms) for forms in thesaurus.values())) < _FEWEST_TERMS:
        raise Wrong(f"Mới có {filled} dòng có cách nói của bà con; cần ít nhất {_FEWEST_TERMS}. Đọc tiếp sổ trực.")
    return f"{filled} chữ giấy tờ đã có cách nói của bà con, không cách nói nào chỉ nhầm."


@checked
def retrieval_finds(settings: dict, synonyms: dict, case: dict) -> str:
    """Pass when the right procedure is among the three found for a share ``can_dat`` of the case's questions."""
    checked_settings, thesaurus = _settings(settings), _thesaurus(synonyms)
    index = _index(case["thu_tuc"], checked_settings, json.dumps(thesaurus, ensure_ascii=False))
    questions = [(row["hoi"], row["ma"]) for row in case["cau_hoi"]]
    found = len(questions) - len(misses(index, questions))
    if found < case["can_dat"] * len(questions):
        raise Wrong(
            f"Tìm đúng {found}/{len(questions)} câu, cần từ {case['can_dat']:.0%}. "
            "Xem lại nhãn của đoạn, rồi thêm những cách nói khác của bà con (cả cách nói chưa có trong sổ trực)."
        )
    return f"Tìm đúng {found}/{len(questions)} câu: thủ tục cần tìm nằm trong ba thủ tục đứng đầu."


@lru_cache(maxsize=2)
def _index(documents: str, settings: Settings, thesaurus: str) -> Index:
    """The index of one hand-in: its checks ask it different questions, and building it is what takes time."""
    return Index(_documents({"thu_tuc": documents}), settings, json.loads(thesaurus))


def _documents(case: dict) -> list[Document]:
    return [Document.read(row) for row in cases.load(case["thu_tuc"])["thu_tuc"]]


def _settings(raw: object) -> Settings:
    try:
        return Settings.read(raw)
    except ValueError as error:
        raise Wrong(str(error)) from error


def _thesaurus(raw: object) -> dict[str, list[str]]:
    """Read the learner's dict strictly; what is wrong is named."""
    if type(raw) is not dict:
        raise Wrong("Bảng từ phải viết dạng {\"chữ giấy tờ\": [\"cách nói\", \"cách nói\"]}.")
    if len(raw) > _MOST_TERMS:
        raise Wrong(f"Bảng từ có {len(raw)} dòng; chỉ cần tối đa {_MOST_TERMS} chữ giấy tờ hay gặp.")
    for term, forms in raw.items():
        if type(term) is not str or not words(term):
            raise Wrong("Bên trái mỗi dòng phải là một chữ dùng trong giấy tờ, đặt trong dấu ngoặc kép.")
        if type(forms) is not list or not all(type(form) is str and words(form) for form in forms):
            raise Wrong(f"Dòng “{term}”: bên phải là danh sách cách nói, ví dụ [\"cách một\", \"cách hai\"].")
        if len(forms) > _MOST_FORMS:
            raise Wrong(f"Dòng “{term}” có {len(forms)} cách nói; chỉ giữ tối đa {_MOST_FORMS} cách nói thật hay gặp.")
    return {term: list(forms) for term, forms in raw.items()}


def _check_form(term: str, form: str, texts: list[str]) -> None:
    if len(words(form)) > _MOST_FORM_WORDS:
        raise Wrong(f"Dòng “{term}”: “{form[:40]}” dài quá. Chỉ ghi cụm từ 1–{_MOST_FORM_WORDS} tiếng, không ghi cả câu hỏi.")
    if _padded(form) == _padded(term):
        return
    if sum(_padded(form) in text for text in texts) > _COMMON:
        raise Wrong(f"“{form}” khi bỏ dấu thì nhiều thủ tục đều có, nên không giúp phân biệt. Dùng cụm rõ hơn.")


def _says(chunk: Chunk, part: str) -> bool:
    value = chunk.document.title if part == "title" else chunk.section
    return _padded(value) in _padded(chunk.text)


def _padded(text: str) -> str:
    return f" {' '.join(words(text))} "
