"""The tutor's page in a notebook: filters by group and by need, and a list to save."""

from __future__ import annotations

from html import escape
from pathlib import Path

from binhdan.curriculum import Course, CourseError, load_course
from binhdan.playground.showing import Playground
from binhdan.reports import look, tutor_page_files, tutor_page_html
from binhdan.reports.tutor_page import Need, TutorPage
from binhdan.text import slug

MOST = 200  # learners shown at once; the saved file holds all


def tutor_page(class_folder: str | Path, tutor: str = "", group: str = "", db: str | None = None, as_is: bool = False) -> Playground:
    """Show the learners whom the tutor with the code ``tutor`` looks after; "" shows everybody, or one residential group.

    New marks are taken in and everything is reckoned first, unless ``as_is``. Every look goes into the access log.
    """
    return _TutorPage(Path(class_folder), {"tutor": tutor, "group": group, "db": db, "as_is": as_is})


class _TutorPage(Playground):
    def __init__(self, class_folder: Path, asked: dict):
        self.class_folder, self.asked = class_folder.expanduser(), asked
        self._page: TutorPage | None = None

    def __repr__(self) -> str:
        return "Trang người kèm: mở sổ này trong JupyterLab để xem."

    @property
    def course(self) -> Course:
        """The course that this notebook belongs to."""
        return load_course()

    def still(self) -> str:
        return self._shown("", None)

    def widget(self):
        import ipywidgets

        said = self._trouble()
        if said:
            return ipywidgets.HTML(said)
        wide, word = ipywidgets.Layout(width="auto", max_width="100%"), self._page.group_word
        groups = sorted({pupil.group for pupil in self._page.pupils})
        group = ipywidgets.Dropdown(options=[(f"mọi {word.lower()}", ""), *((name, name) for name in groups)], description="Ở đâu:", layout=wide)
        need = ipywidgets.Dropdown(options=[("ai cũng xem", None), *((str(need), need) for need in Need)], description="Cần gì:", layout=wide)
        page, told = ipywidgets.HTML(self.still()), ipywidgets.HTML()

        def show(_=None) -> None:
            page.value = self._shown(group.value, need.value)

        def again(_) -> None:
            self._page = None
            show()

        buttons = []
        for name, work in (
            ("Xem lại số mới", again),
            ("Lưu để in (HTML)", lambda _: setattr(told, "value", self.save("html", group.value, need.value))),
            ("Lưu cho Excel (CSV)", lambda _: setattr(told, "value", self.save("csv", group.value, need.value))),
        ):
            buttons.append(ipywidgets.Button(description=name, layout=wide))
            buttons[-1].on_click(work)
        group.observe(show, "value")
        need.observe(show, "value")
        wrap = ipywidgets.Layout(flex_flow="row wrap")
        return ipywidgets.VBox([ipywidgets.HBox([group, need], layout=wrap), ipywidgets.HBox(buttons, layout=wrap), told, page])

    def save(self, kind: str, group: str = "", need: Need | None = None) -> str:
        """Write the learners chosen beside the notebook; return what came of it as HTML."""
        target = Path.cwd() / f"trang-nguoi-kem-{slug(self.asked['tutor'] or 'ca-lop')}.{kind}"
        try:
            # Read again: what leaves the notebook has a line of its own in the access log.
            self._page = tutor_page_files.read(self.class_folder, self.course, **{**self.asked, "as_is": True}, why=f"lưu ra {target.name}")
            tutor_page_files.save(self._page, self.course, target, group, need)
        except _errors() as error:
            return f"<p>{escape(str(error))}</p>"
        return f"<p>Đã lưu {escape(str(target))}. Tệp có tên thật: in xong thì cất, không gửi vào nhóm.</p>"

    def _shown(self, group: str, need: Need | None) -> str:
        said = self._trouble()
        return said or look.inside(tutor_page_html.body(self._page, self.course, group, need, MOST), tutor_page_html.STYLE)

    def _trouble(self) -> str:
        """Read the page where that has not been done; return what was in the way as HTML, or ""."""
        try:
            self._page = self._page or tutor_page_files.read(self.class_folder, self.course, **self.asked)
        except _errors() as error:
            return look.inside(f'<section class="card"><p>{escape(str(error))}</p></section>')
        return ""


def _errors() -> tuple[type[Exception], ...]:
    from binhdan.records.database import RecordsError

    return (RecordsError, CourseError)
