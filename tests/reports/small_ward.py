"""A small ward in the records, written row by row, whose figures can be counted by hand."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from binhdan.curriculum import load_course
from binhdan.locale import load_locale
from binhdan.records import models, names, tutors
from binhdan.records.models import NEEDS_PERSON, PASSED
from binhdan.text import fold

TODAY = date(2026, 11, 26).toordinal()  # a Thursday
COURSE = load_course()
LOCALE = load_locale(COURSE.root, "doi-che")


def noon(day):
    """Unix seconds of midday in Vietnam."""
    return (day - 719_163) * 86_400 + 5 * 3600


class Ward:
    """Writes people and what they did into a session."""

    def __init__(self, session):
        self.session = session
        for name in LOCALE.groups:
            session.add(models.ResidentialGroup(name=name))
        codes = [f"B1.{number:02d}" for number in (*range(14), 99)]
        session.add_all(models.LessonCode(id=at, code=code) for at, code in enumerate(codes, 1))
        session.flush()
        self.groups = dict(session.execute(select(models.ResidentialGroup.name, models.ResidentialGroup.id)).all())
        self.lessons = dict(session.execute(select(models.LessonCode.code, models.LessonCode.id)).all())
        self.count = 0

    def learner(self, name, group="Đồi Chanh", nickname="", consent=None, since=TODAY - 60):
        """Enrol somebody and return their code; ``consent`` True or False answers about the nickname."""
        self.count += 1
        code, number = f"aa{self.count % 10}-{self.count:03d}", 1000 + self.count
        at = datetime.fromtimestamp(noon(since), UTC)
        self.session.add(
            models.Learner(
                code=code, number=number, name=names.shown(name), name_key=names.key(name), birth_year=1970,
                group_id=self.groups[group], target_key=None, enrolled_at=at,
            )
        )
        self.session.flush()
        if nickname:
            self.session.add(models.Nickname(learner=number, nickname=nickname, nickname_key=fold(nickname)))
        if consent is not None:
            self.answer(code, consent)
        self.session.flush()
        return code

    def answer(self, code, given):
        """Record an answer about the nickname."""
        self.session.add(
            models.Consent(
                learner_code=code, purpose="nickname", given=given, at=datetime.now(UTC), by_whom="", guardian=False,
                evidence="phiếu", recorded_by="thu-ky",
            )
        )
        self.session.flush()

    def number(self, code):
        """The learner's number."""
        return self.session.scalar(select(models.Learner.number).where(models.Learner.code == code))

    def mark(self, code, lesson, points, day, passed=None, person=False, hints=0):
        """Add the mark of one version handed in on ``day``."""
        self.count += 1
        plan = next((p for level in COURSE.levels for p in level.lessons if p.code == lesson), None)
        most = COURSE.points(plan) if plan else 3
        passed = bool(plan) and points >= COURSE.pass_mark(plan) if passed is None else passed
        self.session.add(
            models.Attempt(
                learner=self.number(code), lesson=self.lessons[lesson], digest=self.count, at=noon(day), points=points,
                max_points=most, flags=PASSED * passed | NEEDS_PERSON * person, hints=hints,
            )
        )

    def practised(self, code, *days):
        """Add practice days."""
        weeks = {}
        for day in days:
            weeks[(day - 1) // 7] = weeks.get((day - 1) // 7, 0) | 1 << (day - 1) % 7
        self.session.add_all(models.Practice(learner=self.number(code), week=week, days=bits) for week, bits in weeks.items())

    def level_one(self, code, day, points=9.0):
        """Complete level 1 on ``day``."""
        for plan in COURSE.levels[0].lessons:
            most = {"challenge": 36, "teach-back": 19}.get(plan.kind, points)
            self.mark(code, plan.code, most, day, passed=True)

    def tutor(self, code, *learners):
        """Make somebody a tutor where they live, of ``learners``."""
        tutors.appoint(self.session, code)
        tutors.assign(self.session, code, learners)
