"""The learner's own page in a notebook: points, weeks, badges and levels as this workspace knows them."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

from binhdan.atomic import replacing
from binhdan.classroom import activity, mark_history
from binhdan.classroom.workspace import Workspace, WorkspaceError, default_root
from binhdan.curriculum import CourseError, load_course
from binhdan.playground.showing import Playground
from binhdan.points import rules
from binhdan.points.days import bits_of, day_of
from binhdan.reports import board_neighbours, learner_page, learner_page_html, look
from binhdan.reports.learner_page import LearnerPage

FILE = "trang-cua-toi.html"


def my_page() -> Playground:
    """Show the page of who learns in the workspace that holds the current folder, else in the usual one."""
    return _MyPage(find())


def find(start: Path | None = None) -> Workspace:
    """Return the workspace above ``start`` (default: here), else the default one."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / ".binhdan" / "settings.json").is_file():
            return Workspace(folder)
    return Workspace(default_root())


def build(workspace: Workspace, today: int) -> LearnerPage:
    """Return the page at the end of day ``today``; WorkspaceError or CourseError says in Vietnamese what is in the way."""
    course = load_course(workspace.settings.course)
    learner = workspace.learner
    try:
        marks = mark_history.take(workspace, course)
    except OSError as error:
        raise WorkspaceError(f"Không ghi được vào {workspace.state} ({error.strerror}). Xem ổ đĩa còn chỗ không, rồi mở lại trang này.") from error
    asked = rules.of(course)
    near = board_neighbours.read(workspace.class_folder, learner.code)
    return learner_page.build(course, asked, (learner.name, learner.code), marks, _practice(workspace, today, asked.game.practice_days), today, near)


def _practice(workspace: Workspace, today: int, need: int) -> dict[int, int]:
    """Week -> bits of its practice days; weeks whose days are forgotten stay whole weeks."""
    days = activity.practice_days(workspace, today)
    found = bits_of(days)
    for week in activity.practice_weeks(workspace, days, need):
        if found.get(week, 0).bit_count() < need:
            found[week] = (1 << need) - 1
    return found


class _MyPage(Playground):
    def __init__(self, workspace: Workspace):
        self.workspace = workspace

    def __repr__(self) -> str:
        return "Trang của tôi: mở sổ này trong JupyterLab để xem."

    def still(self) -> str:
        try:
            return look.inside(learner_page_html.body(self._model()), learner_page_html.STYLE)
        except (WorkspaceError, CourseError) as error:
            return look.inside(f'<section class="card"><p>{escape(str(error))}</p></section>')

    def widget(self):
        import ipywidgets

        page = ipywidgets.HTML(self.still())
        told = ipywidgets.HTML()
        wide = ipywidgets.Layout(width="auto")
        again = ipywidgets.Button(description="Xem lại số mới", layout=wide)
        save = ipywidgets.Button(description="Lưu ra trang HTML", tooltip=f"Lưu thành {FILE} trong thư mục học", layout=wide)
        again.on_click(lambda _: setattr(page, "value", self.still()))
        save.on_click(lambda _: setattr(told, "value", self.save()))
        buttons = ipywidgets.HBox([again, save], layout=ipywidgets.Layout(flex_flow="row wrap"))
        return ipywidgets.VBox([buttons, told, page])

    def save(self) -> str:
        """Write the page beside the lessons; return what came of it as HTML."""
        target = self.workspace.root / FILE
        try:
            text = learner_page_html.page(self._model())
            with replacing(target) as out:
                out.write(text.encode("utf-8"))
        except (WorkspaceError, CourseError) as error:
            return f"<p>{escape(str(error))}</p>"
        except OSError as error:
            return f"<p>Không ghi được {escape(str(target))} ({escape(error.strerror or '')}). Xem ổ đĩa còn chỗ không, rồi bấm lại.</p>"
        return f"<p>Đã lưu thành <b>{FILE}</b> trong thư mục học ({escape(str(self.workspace.root))}). Gửi tệp ấy sang điện thoại là mở được, không cần mạng.</p>"

    def _model(self) -> LearnerPage:
        return build(self.workspace, day_of(time.time()))
