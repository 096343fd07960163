"""The Jupyter server's side: home page, hand-in, marks and feedback, for a signed-in learner only."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from binhdan.classroom import activity, day_page, fetching, handin, home, progress, review, third_hint, watching
from binhdan.classroom.marking import Marking, Stage
from binhdan.classroom.workspace import Workspace, WorkspaceError
from binhdan.curriculum import Course, CourseError, load_course
from binhdan.points.days import day_of
from binhdan.points.game import game

# Feedback shows what a learner's code printed: no scripts, no network, no access to this server.
FEEDBACK_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


class Desk:
    """One learner's workspace as the server sees it; settings and course are read anew for each request."""

    def __init__(self, root: Path):
        self.workspace = Workspace(root)
        self.marking = Marking(self.workspace)
        self._one_at_a_time = threading.Lock()  # requests run in threads, and two tabs may answer the same card

    @property
    def course(self) -> Course:
        """The course that the workspace was started with."""
        return load_course(self.workspace.settings.course)

    @property
    def own_marking(self) -> Marking | None:
        """The marking queue of somebody who studies alone; None in a class."""
        return None if self.workspace.settings.class_folder else self.marking

    def notebook(self, path: str) -> Path:
        """Return the notebook at a path relative to the workspace; HandInError where it leaves the lessons."""
        wanted = self.workspace.root.joinpath(*PurePosixPath(path).parts)
        inside = wanted.resolve().is_relative_to(self.workspace.lessons.resolve())
        if not path or "\\" in path or not inside or wanted.suffix != ".ipynb":
            raise handin.HandInError("Chỉ nộp được bài trong thư mục «bai-hoc». Mở Trang chủ, chọn bài rồi nộp.")
        return wanted

    def home(self, base_url: str) -> str:
        """Return the home page's HTML."""
        return home.render(self.workspace, self.course, self.own_marking, base_url)

    def rate(self, card: str, grade: str) -> str:
        """Note how well the learner remembered a card; return the section "Ôn hôm nay" as it stands now."""
        how, now = review.grade(grade), datetime.now(UTC)
        with self._one_at_a_time:
            reviews = review.Reviews(self.workspace, self.course)
            return day_page.of_reviews(reviews, reviews.rate(card, how, now), now)

    def hint(self, path: str, cell: str) -> dict:
        """Note that a second hint of the notebook at ``path`` was opened; return what ``watching.hint_opened`` says."""
        with self._one_at_a_time:
            return watching.hint_opened(self.workspace, self.course, self.notebook(path), cell, datetime.now(UTC))

    def saved(self, path: str) -> None:
        """Note that the file at ``path`` was saved, if it is a lesson and something in it is new."""
        with contextlib.suppress(handin.HandInError), self._one_at_a_time:
            watching.saved(self.workspace, self.course, self.notebook(path), datetime.now(UTC))

    def hand_in(self, path: str) -> dict:
        """Hand in the notebook at ``path`` and start marking where there is no class."""
        course, notebook = self.course, self.notebook(path)
        lesson = handin.find_lesson(course, notebook)
        receipt = handin.hand_in(self.workspace, course, notebook)
        if marking := self.own_marking:
            marking.submit(lesson)
        return {
            **asdict(receipt),
            "short_digest": handin.short(receipt.digest),
            "title": lesson.plan.title,
            "where": str(self.workspace.class_folder) if not marking else "lớp tự học trên máy này",
            "self_study": marking is not None,
        }

    def result(self, name: str) -> dict:
        """Return where the lesson's last hand-in is: stage, one line, the feedback's address or "", and whether its mark passed."""
        lesson = self.course.lesson(name)
        outcome = self.own_marking and self.own_marking.outcome(lesson)
        row = progress.of_lesson(self.workspace, self.course, lesson)
        feedback = f"binhdan/feedback/{lesson.assignment}" if row.mark and row.mark.feedback else ""
        told = {"feedback": feedback, "passed": bool(row.mark and row.mark.passed)}
        if outcome:
            return {"stage": outcome.stage, "message": outcome.message, **told}
        if row.mark and row.mark.points is not None and row.state is not progress.State.HANDED_IN:
            return {"stage": Stage.DONE, "message": progress.describe(row.mark), **told}
        return {"stage": Stage.WAITING, "message": f"Bài {lesson.code}: {row.state}.", **told}

    def new_version(self, name: str) -> dict:
        """Fetch the lesson's new release beside the old work; return the new notebook's path."""
        lesson = self.course.lesson(name)
        folder = fetching.fetch_beside(self.workspace, self.course, lesson)
        return {"path": (folder / f"{lesson.assignment}.ipynb").relative_to(self.workspace.root).as_posix()}

    def feedback(self, name: str) -> str:
        """Return the feedback page of the lesson's last mark."""
        mark = progress.read_mark(self.workspace, self.course.lesson(name))
        if not mark or not mark.feedback:
            raise WorkspaceError("Bài này chưa có nhận xét. Nộp bài rồi đợi chấm xong.")
        return mark.feedback.read_text(encoding="utf-8")

    def solution(self, name: str) -> str:
        """Return the page with the model answer, once it is open."""
        return third_hint.page(self.workspace, self.course.lesson(name))


class _Handler(APIHandler):
    async def answer(self, work, *values):
        """Run ``work`` aside, because a shared folder can be slow, and tell what the learner can do if it fails."""
        try:
            return await asyncio.to_thread(work, *values)
        except (handin.HandInError, WorkspaceError, CourseError) as error:
            await self.refuse(400, str(error))
        except OSError as error:
            self.log.error("binhdan: %s", error)
            await self.refuse(500, f"Máy không đọc hay ghi được tệp ({error.strerror}). Kiểm tra ổ đĩa rồi thử lại.")

    async def refuse(self, status: int, message: str) -> None:
        """Answer with a failure whose message is for the learner; the header tells it from Jupyter's own."""
        self.set_status(status)
        self.set_header("X-Binhdan", "1")
        await self.finish({"message": message})

    @property
    def desk(self) -> Desk:
        return self.settings["binhdan_desk"]

    def body(self, key: str) -> str:
        """Return a text of the request's JSON; 400 where it is missing."""
        value = (self.get_json_body() or {}).get(key)
        if not isinstance(value, str):
            raise web.HTTPError(400, f"thiếu {key}")
        return value


class HomeHandler(_Handler):
    """The home page's HTML."""

    @web.authenticated
    async def get(self):
        page = await self.answer(self.desk.home, self.base_url)
        if page is not None:
            await self.finish(page, set_content_type="text/html; charset=utf-8")


class HandInHandler(_Handler):
    """Take the notebook at ``path``; answer with the receipt."""

    @web.authenticated
    async def post(self):
        receipt = await self.answer(self.desk.hand_in, self.body("path"))
        if receipt:
            await self.finish(receipt)


class ReviewHandler(_Handler):
    """Take how well a card was remembered; answer with the section "Ôn hôm nay"."""

    @web.authenticated
    async def post(self):
        section = await self.answer(self.desk.rate, self.body("card"), self.body("grade"))
        if section is not None:
            await self.finish(section, set_content_type="text/html; charset=utf-8")


class HintHandler(_Handler):
    """Take that a second hint was opened."""

    @web.authenticated
    async def post(self):
        opened = await self.answer(self.desk.hint, self.body("path"), self.body("cell"))
        if opened:
            await self.finish(opened)


class ResultHandler(_Handler):
    """Where a hand-in is on its way to a mark."""

    @web.authenticated
    async def get(self):
        result = await self.answer(self.desk.result, self.get_query_argument("lesson"))
        if result:
            await self.finish(result)


class NewVersionHandler(_Handler):
    """Fetch a lesson's new release beside the work."""

    @web.authenticated
    async def post(self):
        fetched = await self.answer(self.desk.new_version, self.body("lesson"))
        if fetched:
            await self.finish(fetched)


class PageHandler(_Handler):
    """A page of its own: a lesson's feedback, or its model answer once that is open."""

    @property
    def content_security_policy(self):
        return FEEDBACK_POLICY

    @web.authenticated
    async def get(self, kind: str, name: str):
        page = await self.answer(getattr(self.desk, kind), name)
        if page is not None:
            self.set_header("X-Content-Type-Options", "nosniff")
            await self.finish(page, set_content_type="text/html; charset=utf-8")


def _jupyter_server_extension_points():
    return [{"module": "binhdan.classroom.server"}]


def _load_jupyter_server_extension(serverapp):
    """Add the handlers where the server was started on a learner's workspace; elsewhere stay away."""
    desk = Desk(Path(serverapp.root_dir))
    try:
        own_marking, course = desk.own_marking, desk.course
    except (WorkspaceError, CourseError) as error:
        serverapp.log.debug("binhdan: %s", error)
        return
    if own_marking and desk.workspace.has_learner():
        own_marking.submit_pending(course)
    with contextlib.suppress(OSError, CourseError):  # the home page tells of what is wrong in the course
        activity.tidy(desk.workspace, day_of(datetime.now(UTC).timestamp()), game(course).practice_days)
    _watch_saves(serverapp, desk)
    routes = {
        "home": HomeHandler,
        "hand-in": HandInHandler,
        "result": ResultHandler,
        "review": ReviewHandler,
        "hint": HintHandler,
        "new-version": NewVersionHandler,
        r"(feedback|solution)/([a-z0-9-]+)": PageHandler,
    }
    base = serverapp.web_app.settings["base_url"]
    serverapp.web_app.settings["binhdan_desk"] = desk
    serverapp.web_app.settings.setdefault("page_config_data", {})["binhdanWorkspace"] = "true"
    serverapp.web_app.add_handlers(".*", [(url_path_join(base, "binhdan", path), h) for path, h in routes.items()])


def _watch_saves(serverapp, desk: Desk) -> None:
    """Look at each notebook after it was saved: a listener, because what fails in it can't stop the saving."""

    async def listen(logger, schema_id: str, data: dict) -> None:
        if data.get("action") == "save" and str(data.get("path", "")).endswith(".ipynb"):
            try:
                await asyncio.to_thread(desk.saved, data["path"])
            except (OSError, WorkspaceError, CourseError) as error:
                serverapp.log.warning("binhdan: %s", error)

    serverapp.event_logger.add_listener(schema_id=serverapp.contents_manager.event_schema_id, listener=listen)
