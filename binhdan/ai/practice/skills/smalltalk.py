"""The answer to a request that names no job: honest, general, and of little use."""

from binhdan.ai.practice.reply import Reply
from binhdan.text import words


def wants(request) -> float:
    """Always a little, so that no request stays without an answer."""
    return 0.05


def reply(request) -> Reply:
    """Say what could be understood and what a better request would give."""
    reading = request.reading
    asked = (reading.part("task", "context", "question") or reading.message or reading.instructions).strip()
    if last_tool := next((m for m in reversed(request.body.get("messages") or []) if m.get("role") == "tool"), None):
        return Reply(f"Theo kết quả công cụ trả về: {last_tool.get('content')}", (), "smalltalk")
    if not words(asked):
        return Reply("Tôi là AI luyện tập. Bạn chưa giao việc gì cho tôi.", (), "smalltalk")
    topic = " ".join(asked.split()[:14])
    return Reply(
        f"Về “{topic}”: đây là một việc quan trọng, cần được quan tâm đúng mức và thực hiện phù hợp với tình hình "
        "thực tế. Tuỳ từng trường hợp cụ thể mà có cách làm khác nhau. "
        "(Tôi là AI luyện tập: bạn cho tôi biết rõ việc cần làm, dữ liệu và dạng kết quả thì tôi làm được nhiều hơn.)",
        (),
        "smalltalk",
    )
