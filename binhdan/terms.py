"""The Vietnamese word on the screen for each term that the code uses."""

TERMS = {
    "attempt": "lượt làm",
    "certificate": "giấy chứng nhận",
    "challenge": "thử thách",
    "check": "tự kiểm tra",
    "cohort": "lớp",
    "exercise": "bài tập",
    "feedback": "nhận xét",
    "grade": "kết quả",
    "hidden check": "phần chấm riêng",
    "hint": "gợi ý",
    "leaderboard": "bảng thi đua",
    "learner": "học viên",
    "lesson": "bài học",
    "level": "bậc",
    "practice model": "AI luyện tập",
    "prompt": "câu lệnh",
    "reply": "câu trả lời",
    "report": "báo cáo",
    "solution": "lời giải",
    "strand": "mạch nội dung",
    "submission": "bài nộp",
    "teach-back": "dạy lại",
}

# Words that a lesson must not use, with the word the course uses instead.
AVOID = {
    "chứng chỉ": "giấy chứng nhận",
    "sinh viên": "học viên",
    "submit": "nộp bài",
    "hidden test": "phần chấm riêng",
    "model luyện tập": "AI luyện tập",
}


def vi(term: str) -> str:
    """Return the Vietnamese display word for an English ``term``; KeyError names an unknown one."""
    return TERMS[term]
