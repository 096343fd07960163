"""Where the AI is: resolution, the saved file, trying it, and `binhdan connect`."""

import argparse
import io
import json
import os
import socket
import stat
import threading

import pytest

from binhdan.ai import connect_command, connection, probe
from binhdan.ai.connection import PRACTICE, Connection, ConnectionProblem, current, forget, save, saved
from binhdan.ai.serve import room_address, serve, welcome
from binhdan.ai.services import SERVICES

KEY = "sk-bi-mat-0123456789wxyz"
OLLAMA = Connection("ollama", "http://localhost:11434/v1", "khong-can", "qwen3:4b")


@pytest.fixture
def settings(tmp_path):
    return {"BINHDAN_CONFIG_DIR": str(tmp_path / "nơi lưu")}


# resolution


def test_nothing_set_is_the_practice_model(settings):
    assert current(settings) is PRACTICE
    assert current(settings).is_practice
    assert current(settings).display_name == "AI luyện tập"


def test_saved_beats_practice_and_variables_beat_saved(settings):
    save(OLLAMA, settings)
    assert current(settings) == OLLAMA
    env = settings | {"OPENAI_BASE_URL": "http://may-chu:9000/v1/", "BINHDAN_MODEL": "m1"}
    assert current(env) == Connection("other", "http://may-chu:9000/v1", "lop-hoc", "m1")
    assert current(env | {"BINHDAN_AI": "practice"}) is PRACTICE


def test_a_key_alone_means_openai(settings):
    got = current(settings | {"OPENAI_API_KEY": KEY})
    assert (got.kind, got.base_url, got.api_key) == ("openai", "https://api.openai.com/v1", KEY)
    assert got.model == SERVICES["openai"].model
    assert current(settings | {"OPENAI_API_KEY": KEY, "BINHDAN_MODEL": "x"}).model == "x"


@pytest.mark.parametrize("kind", [kind for kind in SERVICES if kind != "other"])
def test_known_addresses_are_recognised(settings, kind):
    address = SERVICES[kind].base_url.replace("localhost", "127.0.0.1") + "/"
    assert current(settings | {"OPENAI_BASE_URL": address}).kind == kind


def test_unknown_switch_says_what_to_do(settings):
    with pytest.raises(ConnectionProblem, match="BINHDAN_AI=practice"):
        current(settings | {"BINHDAN_AI": "that"})


# the saved file


def test_saved_file_is_for_its_owner_only(settings):
    path = save(Connection("openai", "https://api.openai.com/v1", KEY, "m"), settings)
    assert saved(settings).api_key == KEY
    assert list(path.parent.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        save(OLLAMA, settings)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_forget(settings):
    assert not forget(settings)
    save(OLLAMA, settings)
    assert forget(settings)
    assert current(settings) is PRACTICE


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": "ollama"}'])
def test_broken_file_names_the_next_step(settings, content):
    path = save(OLLAMA, settings)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConnectionProblem, match="binhdan connect"):
        current(settings)


def test_default_place_is_the_users_own(monkeypatch):
    path = connection.saved_path({})
    assert path.parts[-2:] == ("binhdan", "connection.json")


def test_a_key_is_never_shown_whole():
    got = Connection("openai", "https://api.openai.com/v1", KEY, "m")
    assert KEY not in repr(got) + str(got) + got.display_name
    assert connection.masked(KEY) == "…wxyz"
    assert connection.masked("short") == "…"


# trying it


def test_the_practice_model_answers(connection):
    ok, message = probe.test(connection)
    assert ok and "AI luyện tập" in message and "\n" not in message


def at(base_url, model="m"):
    return Connection("other", base_url, KEY, model)


NOBODY = "http://127.0.0.1:1/v1"


@pytest.mark.parametrize(
    ("status", "kind", "body", "words"),
    [
        ("401 X", "application/json", {"error": {"message": KEY}}, "Khoá truy cập không đúng"),
        ("402 X", "application/json", {}, "hết tiền"),
        ("403 X", "application/json", {}, "không được phép"),
        ("404 X", "application/json", {}, "/v1"),
        ("429 X", "application/json", {}, "chờ"),
        ("500 X", "application/json", {}, "trục trặc (lỗi 500)"),
        ("418 X", "application/json", {}, "/v1"),
        ("200 OK", "text/html", "<html>Chào</html>", "không trả lời như một dịch vụ AI"),
        ("200 OK", "application/json", {"choices": []}, "không trả lời như một dịch vụ AI"),
        ("200 OK", "application/json", {"choices": [{"message": {"content": ""}}]}, "trống"),
    ],
)
def test_what_went_wrong_in_one_line(serving, status, kind, body, words):
    def app(environ, start_response):
        start_response(status, [("Content-Type", kind)])
        return [(body if isinstance(body, str) else json.dumps(body)).encode()]

    with serving(app) as base_url:
        ok, message = probe.test(at(base_url))
    assert not ok
    assert words in message and "\n" not in message and KEY not in message


def test_refused():
    assert "Không có máy chủ" in probe.test(at(NOBODY))[1]


def test_silent(serving, monkeypatch):
    monkeypatch.setattr(probe, "_READ_SECONDS", 0.2)
    go_on = threading.Event()

    def silent(environ, start_response):
        go_on.wait(5)
        start_response("200 OK", [])
        return []

    with serving(silent) as base_url:
        assert "quá lâu" in probe.test(at(base_url))[1]
        go_on.set()


def test_unknown_host(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert "Không tìm thấy địa chỉ" in probe.test(at("http://khong-co.invalid/v1"))[1]


def test_no_model_is_said_before_asking():
    ok, message = probe.test(at(NOBODY, model=""))
    assert not ok and "--model" in message


# binhdan connect


def run(*arguments):
    parser = argparse.ArgumentParser()
    connect_command.add_arguments(parser)
    return connect_command.main(parser.parse_args(arguments))


def typed(monkeypatch, *lines, key=KEY):
    answers = iter(lines)
    monkeypatch.setattr("builtins.input", lambda question="": next(answers))
    monkeypatch.setattr("getpass.getpass", lambda question="": key)


def test_class_server_without_questions(served, capsys):
    assert run("--service", "class", "--base-url", served.base_url) == 0
    assert current() == served
    assert "Đã nối được AI luyện tập" in capsys.readouterr().out


def test_interactive_choice_lists_the_models(served, monkeypatch, capsys):
    number = str(list(SERVICES).index("other") + 1)
    typed(monkeypatch, "chín", number, served.base_url + "/chat/completions", "1")
    assert run() == 0
    assert (saved().model, saved().api_key, saved().base_url) == ("ai-luyen-tap", KEY, served.base_url)
    out = capsys.readouterr().out
    assert "1. ai-luyen-tap" in out and KEY not in out


def test_a_connection_that_fails_is_not_saved(capsys):
    assert run("--service", "ollama", "--base-url", NOBODY, "--model", "m") == 1
    assert saved() is None
    assert "--no-test" in capsys.readouterr().err


def test_saved_without_a_test_key_from_variable(monkeypatch, capsys):
    monkeypatch.setenv("KHOA_CUA_TOI", KEY)
    assert run("--service", "openai", "--key-env", "KHOA_CUA_TOI", "--model", "m", "--no-test") == 0
    assert saved() == Connection("openai", "https://api.openai.com/v1", KEY, "m")
    assert "Đừng gửi thông tin riêng" in capsys.readouterr().out
    assert run("--show") == 0
    shown = capsys.readouterr().out
    assert "…wxyz" in shown and KEY not in shown
    assert run("--forget") == 0
    assert saved() is None


def test_key_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\n"))
    assert run("--service", "gemini", "--key-stdin", "--model", "m", "--no-test") == 0
    assert saved().api_key == KEY


@pytest.mark.parametrize("key", ["", "khoá có dấu", "hai phần"])
def test_a_key_that_can_not_be_one(monkeypatch, capsys, key):
    typed(monkeypatch, key=key)
    assert run("--service", "openai", "--model", "m", "--no-test") == 1
    assert "Khoá" in capsys.readouterr().err


def test_missing_variable_bad_address_and_no_model(capsys):
    assert run("--service", "openai", "--key-env", "KHONG_CO", "--model", "m") == 1
    assert run("--service", "class", "--base-url", "192.168.1.5") == 1
    assert run("--service", "ollama", "--base-url", NOBODY) == 1
    told = capsys.readouterr().err
    assert "KHONG_CO" in told and "http://" in told and "--model" in told


def test_variables_that_win_are_pointed_out(served, monkeypatch, capsys):
    monkeypatch.setenv("BINHDAN_AI", "practice")
    assert run("--service", "class", "--base-url", served.base_url) == 0
    assert "BINHDAN_AI" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_leaving_in_the_middle(monkeypatch, capsys, stop):
    def leave(question=""):
        raise stop

    monkeypatch.setattr("builtins.input", leave)
    assert run() == 1
    assert "AI luyện tập" in capsys.readouterr().err


# binhdan serve-ai


def test_welcome_tells_the_room_what_to_type(monkeypatch):
    monkeypatch.setattr("binhdan.ai.serve.room_address", lambda: "192.168.1.20")
    said = welcome("0.0.0.0", 8765)
    assert "binhdan connect --service class --base-url http://192.168.1.20:8765/v1" in said
    assert "--host 0.0.0.0" in welcome("127.0.0.1", 8765)


def test_room_address_without_a_network(monkeypatch):
    def unreachable(*_):
        raise OSError

    monkeypatch.setattr("socket.socket.connect", unreachable)
    assert room_address() == "127.0.0.1"


def test_taken_port(capsys):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        assert serve("127.0.0.1", port) == 1
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_serving_until_it_is_stopped(monkeypatch, capsys):
    monkeypatch.setattr("waitress.wasyncore.loop", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    assert serve("127.0.0.1", 0) == 0
    assert "AI luyện tập đang chạy" in capsys.readouterr().out
