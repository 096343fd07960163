"""Replies made by a fixed rule, so that a test of the wire fails only for the wire."""

import json

from binhdan.ai.practice.reply import Reply, ToolCall

SPOKEN = "Kính thưa bà con phường Đồi Chè!\nNước cắt từ 8 giờ — xin trữ trước."


def scripted(body: dict) -> Reply:
    """Answer a request body: JSON where a format is asked for, every tool that is offered, else SPOKEN."""
    if (body.get("response_format") or {}).get("type", "text") != "text":
        return Reply(json.dumps({"ho_ten": "Nguyễn Thị Lan", "so_luong": 12}, ensure_ascii=False), (), "extract")
    if body.get("tools") and body["messages"][-1]["role"] != "tool":
        calls = tuple(ToolCall(t["function"]["name"], {"noi": "Đồi Chè", "ngay": 3}) for t in body["tools"])
        return Reply(None, calls, "route")
    return Reply(SPOKEN, (), "draft")
