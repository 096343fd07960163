"""The third hint: the author's own answer, for who has handed in twice."""

from __future__ import annotations

from html import escape

from binhdan.authoring.parse import load
from binhdan.classroom.handin import receipts
from binhdan.classroom.workspace import Workspace, WorkspaceError
from binhdan.curriculum import Lesson, LevelTest

HAND_INS = 2
_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: một cách làm</title>
<style>body{{font:16px/1.6 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1d2b24;background:#fff}}
pre{{white-space:pre-wrap;background:#f3f6f4;border-left:4px solid #1b6f43;padding:.8em 1em;font-size:15px}}
@media(prefers-color-scheme:dark){{body{{color:#e8efe9;background:#16201b}}pre{{background:#202c26}}}}</style></head>
<body><h1>{title}</h1><p>Đây là <b>một</b> cách làm của người soạn bài. Đọc xong, gập lại, tự viết theo cách của bạn rồi nộp:
phần chấm riêng dùng dữ liệu khác.</p>{answers}</body></html>
"""


def unlocked(workspace: Workspace, lesson: Lesson) -> bool:
    """Whether the learner has tried often enough; the key of a level test is never shown."""
    return not isinstance(lesson, LevelTest) and len(receipts(workspace, lesson)) >= HAND_INS


def page(workspace: Workspace, lesson: Lesson) -> str:
    """Return the model answer as a page; WorkspaceError where it is not open yet."""
    if isinstance(lesson, LevelTest):
        raise WorkspaceError("Bài đo không có lời giải mẫu: lần sau bạn gặp câu cùng loại.")
    if not unlocked(workspace, lesson):
        done = len(receipts(workspace, lesson))
        raise WorkspaceError(f"Lời giải mẫu mở sau {HAND_INS} lần nộp; bạn đã nộp {done} lần. Thử gợi ý 1 và 2 trước.")
    authored = load(lesson)
    solutions = enumerate((exercise.solution for exercise in authored.exercises.values()), 1)
    answers = "".join(f"<h2>Bài làm {number}</h2><pre>{escape(solution)}</pre>" for number, solution in solutions)
    return _PAGE.format(title=escape(f"{lesson.code} {lesson.plan.title}"), answers=answers)
