"""The badges: what each is for, in plain words, and which ones a learner has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    """A badge: ``key`` for the code, ``name`` and ``told`` (one sentence) in Vietnamese."""

    key: str
    name: str
    told: str

    @property
    def svg(self) -> str:
        """The drawing as inline SVG with a title, 48 units square; colours follow light and dark mode."""
        from binhdan.points.drawings import badge

        return badge(self.key, self.name)


# The order is the one of the bits in which the records keep them: only ever add at the end.
BADGES = (
    Badge("first-lesson", "Hạt nảy mầm", "Đạt bài học đầu tiên."),
    Badge("put-right", "Sửa là được", "Có bài chưa đạt, đã sửa lại và đạt."),
    Badge("ten-lessons", "Mười búp xanh", "Đạt mười bài học."),
    Badge("week-1", "Tuần đầu siêng năng", "Có tuần luyện tập đầu tiên."),
    Badge("weeks-5", "Năm tuần đều tay", "Có năm tuần luyện tập, liền nhau hay cách quãng đều được."),
    Badge("weeks-20", "Hai mươi tuần bền bỉ", "Có hai mươi tuần luyện tập."),
    Badge("weeks-50", "Năm mươi tuần thành nếp", "Có năm mươi tuần luyện tập."),
    Badge("challenge", "Vượt thử thách", "Đạt bài thử thách của một bậc."),
    Badge("teach-back", "Dạy lại được", "Đạt bài dạy lại, có người chấm."),
    Badge("no-hints", "Tự sức mình", "Đạt mọi bài của một bậc mà không mở gợi ý thứ hai."),
    Badge("level", "Trọn một bậc", "Hoàn thành một bậc học."),
    Badge("improved", "Tiến bộ thấy rõ", "Bài đo cuối bậc được nhiều điểm hơn bài đo đầu bậc."),
)
# Badge -> how many practice weeks it takes.
WEEKS = {"week-1": 1, "weeks-5": 5, "weeks-20": 20, "weeks-50": 50}


def badge(key: str) -> Badge:
    """Return the badge with this key; KeyError where there is none."""
    return BY_KEY[key]


BY_KEY = {each.key: each for each in BADGES}
