"""Asking in one line, and the magics, in a real IPython shell."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from binhdan import cells
from binhdan.ai.asking import ask, chat, compare_real, practice_reply
from binhdan.ai.checklist import checklist


@pytest.fixture
def shell():
    from IPython.core.interactiveshell import InteractiveShell

    import binhdan

    shell = InteractiveShell()
    binhdan.load_ipython_extension(shell)
    cells.clear()
    yield shell
    cells.clear()


@pytest.fixture
def service(monkeypatch):
    """A stand-in for an OpenAI-compatible service on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = f"{body['model']} nghe: {body['messages'][-1]['content']}"
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            answer = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"], "choices": [choice]}
            data = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "khoa-thu")
    monkeypatch.setenv("BINHDAN_MODEL", "mo-hinh-thu")
    yield server
    server.shutdown()
    server.server_close()


def test_the_answer_says_who_gave_it():
    answer = ask("Viết thông báo cắt nước.")
    assert answer.model == "AI luyện tập" and "AI luyện tập trả lời" in repr(answer) and "AI luyện tập" in answer._repr_html_()
    assert answer.text == practice_reply("Viết thông báo cắt nước.")


def test_the_checklist_says_what_is_there():
    assert dict(checklist("Việc: Viết thư mời họp.")) == {
        "vai": False,
        "việc": True,
        "bối cảnh": False,
        "ràng buộc": False,
        "mẫu đầu ra": False,
    }


def test_markup_in_a_reply_is_shown_as_text():
    answer = ask("Việc: viết thông báo\nBối cảnh: nơi: <script>alert(1)</script>\nMẫu đầu ra:\nTHÔNG BÁO\nNơi: [nơi]")
    assert "<script>" not in answer._repr_html_()


def test_a_connected_model_answers_under_its_own_name(service):
    answer = ask("Chào")
    assert answer.text == "mo-hinh-thu nghe: Chào" and answer.model != "AI luyện tập"
    both = compare_real("Viết thông báo cắt nước.")
    assert both.practice.text == practice_reply("Viết thông báo cắt nước.") and "mo-hinh-thu" in both.real.text


def test_marks_never_depend_on_the_connected_model(service):
    assert "mo-hinh-thu" not in practice_reply("Viết thông báo cắt nước.")


def test_nobody_connected_is_told_how():
    assert "binhdan connect" in repr(compare_real("Chào"))


def test_an_unreachable_service_is_an_answer_not_a_traceback(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "khoa-thu")
    monkeypatch.setenv("BINHDAN_MODEL", "m")
    assert "AI" in chat([{"role": "user", "content": "Chào"}]).text


def test_prompt_magic_keeps_the_prompt_and_the_reply(shell):
    done = shell.run_cell("%%prompt thu\n# ✏️ Viết ở đây\nVai: thư ký.\nKhông có ngoặc ' \" nào làm hỏng.\n!ls\n%time")
    assert done.success
    assert cells.prompts["thu"] == "Vai: thư ký.\nKhông có ngoặc ' \" nào làm hỏng.\n!ls\n%time"
    assert cells.replies["thu"] == done.result.text


def test_prompt_magic_fills_slots_from_a_case(shell, tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/ca.json").write_text('{"facts": {"noi": "kho 2"}}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shell.run_cell("%%prompt thu B1.01/ca\nViệc: viết thư mời\nBối cảnh: nơi: {noi}\nMẫu đầu ra:\nTHƯ\nNơi: [nơi]")
    assert "Nơi: kho 2" in cells.replies["thu"] and "{noi}" in cells.prompts["thu"]


def test_an_empty_prompt_is_not_sent(shell):
    done = shell.run_cell("%%prompt thu\n# ✏️ Viết câu trả lời của bạn dưới dòng này")
    assert done.success and cells.prompts["thu"] == "" and "bấm ▶" in repr(done.result)


def test_table_and_text_magics(shell):
    shell.run_cell("%%table loi\ncâu | loại\n1 | ngày")
    shell.run_cell("%%text loi_ke\nDòng một\n\nDòng hai")
    assert cells.tables["loi"] == [{"câu": "1", "loại": "ngày"}] and cells.texts["loi_ke"] == "Dòng một\n\nDòng hai"
    done = shell.run_cell("%%table loi\na | b\n1 | 2 | 3")
    assert done.success and "Dòng 1" in repr(done.result) and cells.tables["loi"] == []
