"""Checks of an eval set: test cases and a scoring function, tried on good bots and on broken ones."""

from __future__ import annotations

import random
from collections.abc import Callable

from binhdan import cases
from binhdan.check.bots import Bot, understand
from binhdan.check.calling import call_each, copied
from binhdan.check.registry import Wrong, checked
from binhdan.text import words

_FEWEST, _MOST, _LONGEST_QUESTION, _SECONDS = 20, 60, 200, 2.0


@checked
def cases_are_whole(test_cases: list, case: dict) -> str:
    """Pass at least 20 test cases, no two alike, each with a question that can be understood and something expected."""
    data = _test_cases(test_cases)
    seen: dict[tuple, int] = {}
    for number, row in enumerate(data, 1):
        asked = understand(row["hoi"], case)
        if asked.procedure and not asked.aspect and not asked.internal:
            raise Wrong(f"Ca {number}: chưa rõ hỏi gì. Hỏi một trong bốn điều: lệ phí, bao lâu, giấy tờ, ở đâu.")
        if (first := seen.setdefault(asked.key, number)) != number:
            raise Wrong(f"Ca {number} trùng ca {first}: cùng hỏi một điều. Thay bằng một điều khác.")
        if len(row) < 2:
            raise Wrong(f"Ca {number} chưa ghi điều mong đợi. Thêm đáp án lấy từ sổ, để cham có cái mà so.")
    _enough(data)
    return f"{len(data)} ca, không ca nào trùng."


@checked
def scorer_is_fair(score: Callable, test_cases: list, case: dict) -> str:
    """Pass a scorer that gives True or False, always the same, changes nothing, and accepts every good bot."""
    _enough(_test_cases(test_cases))
    verdicts = _verdicts(score, test_cases, case)
    _accepts(verdicts, case)
    if all(all(answers) for answers in verdicts.values()):
        raise Wrong("Bot nào cũng được nhận hết: bộ đo chưa phân biệt được gì. So câu trả lời với điều mong đợi.")
    return "Hàm chấm ổn định và nhận mọi bot tốt, dù mỗi bot nói một kiểu."


@checked
def scorer_catches(score: Callable, test_cases: list, case: dict) -> str:
    """Pass a scorer that accepts every good bot of the case and fails ``can_diet`` of its broken ones at least once."""
    _enough(_test_cases(test_cases))
    verdicts = _verdicts(score, test_cases, case)
    _accepts(verdicts, case)
    broken = [spec["ten"] for spec in case["bot"] if spec["loi"]]
    killed = sum(not all(verdicts[name]) for name in broken)
    if killed < case["can_diet"]:
        raise Wrong(
            f"Bộ đo mới bắt được {killed}/{len(broken)} bot hỏng, cần {case['can_diet']}. "
            "Đọc lại bản giao việc của bot: điều nào chưa có ca kiểm hoặc chưa được chấm?"
        )
    return f"Bắt được {killed}/{len(broken)} bot hỏng, nhận đủ {len(verdicts) - len(broken)} bot tốt."


def judge(score: Callable, test_cases: list, case: dict) -> dict[str, list[tuple[str, bool]]]:
    """Return for each bot of ``case`` its (reply, verdict) on each test case; Wrong as the checks say it."""
    data = _test_cases(test_cases)
    book = cases.load(case["so"])
    replies = {spec["ten"]: [Bot(spec, book).reply(row["hoi"]) for row in data] for spec in case["bot"]}
    verdicts = _verdicts(score, data, case)
    return {name: list(zip(replies[name], verdicts[name])) for name in replies}


def _test_cases(raw: object) -> list[dict]:
    """Read the learner's cases as plain data; Wrong names the first one that is no case."""
    if type(raw) is not list:
        raise Wrong("Bộ ca kiểm phải là danh sách […], mỗi ca là một bảng {\"hoi\": \"…\", …}.")
    data = copied(raw)
    if len(data) > _MOST:
        raise Wrong(f"Có {len(data)} ca; giữ tối đa {_MOST} ca đáng hỏi nhất.")
    for number, row in enumerate(data, 1):
        if not isinstance(row, dict) or not isinstance(row.get("hoi"), str) or not row["hoi"].strip():
            raise Wrong(f"Ca {number} phải là bảng {{…}} có \"hoi\" là câu hỏi.")
        if len(row["hoi"]) > _LONGEST_QUESTION:
            raise Wrong(f"Ca {number}: câu hỏi dài quá. Bà con chỉ hỏi một câu ngắn.")
    return data


def _enough(data: list[dict]) -> None:
    different = len({tuple(words(row["hoi"])) for row in data})
    if different < _FEWEST:
        raise Wrong(f"Mới có {different} câu hỏi khác nhau, cần ít nhất {_FEWEST}. Viết thêm ca rồi chấm lại.")


def _verdicts(score: Callable, test_cases: object, case: dict) -> dict[str, list[bool]]:
    """Bot's name -> verdict on each test case, asked twice in different orders.

    All bots are mixed, so that a scorer has nothing to go by but the reply and the case.
    """
    if not callable(score):
        raise Wrong("cham phải là một hàm: def cham(cau_tra_loi, ca): …")
    data = _test_cases(test_cases)
    if not data:
        raise Wrong("Chưa có ca kiểm nào. Viết vài ca rồi chấm thử.")
    book = cases.load(case["so"])
    calls = [(spec["ten"], i, Bot(spec, book).reply(row["hoi"]), row) for spec in case["bot"] for i, row in enumerate(data)]
    first, second = _asked(score, calls, 1), _asked(score, calls, 2)
    if first != second:
        raise Wrong("Cùng một câu trả lời mà cham chấm hai lần khác nhau. Bỏ phần ngẫu nhiên hoặc biến đếm bên ngoài hàm.")
    return {spec["ten"]: [first[spec["ten"], i] for i in range(len(data))] for spec in case["bot"]}


def _asked(score: Callable, calls: list[tuple], seed: int) -> dict[tuple[str, int], bool]:
    mixed = list(calls)
    random.Random(seed).shuffle(mixed)
    results = call_each(score, [(reply, row) for _, _, reply, row in mixed], _SECONDS)
    found = {}
    for (name, i, _, _), (verdict, untouched) in zip(mixed, results):
        if type(verdict) is not bool:
            raise Wrong(f"cham trả về {type(verdict).__name__}, phải trả về đúng True hoặc False.")
        if not untouched:
            raise Wrong("cham đã sửa ca kiểm. Hàm chấm chỉ được đọc, không được sửa.")
        found[name, i] = verdict
    return found


def _accepts(verdicts: dict[str, list[bool]], case: dict) -> None:
    """Wrong where a good bot fails any test case."""
    for spec in case["bot"]:
        failed = [number for number, good in enumerate(verdicts[spec["ten"]], 1) if not good]
        if not spec["loi"] and failed:
            where = f" ở ca {failed[0]}" if case.get("mo") else ""
            raise Wrong(f"Một bot tốt bị loại{where}. Nó chỉ nói khác đi: so con số và đơn vị, đừng so nguyên câu.")
