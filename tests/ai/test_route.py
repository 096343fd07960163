"""Calling tools: by description, with arguments as exact as the schema, through the real client; and the rungs between poor and good."""

import json
from datetime import date
from pathlib import Path

import pytest

from binhdan.ai.client import client
from binhdan.ai.practice.arguments import fill_arguments
from binhdan.ai.practice.dates import find_date, said_today
from binhdan.ai.practice.engine import respond
from binhdan.ai.practice.senses import senses
from binhdan.ai.practice.skills.route import rank
from binhdan.ai.tool_calls import compare_tools
from binhdan.ai.tool_tables import TableProblem, tool_schemas
from binhdan.cells import table

MONDAY = date(2026, 11, 16)
SYSTEM = "Bạn là trợ lý. Hôm nay là thứ hai, 16/11/2026."
LOOK_UP = {"tên": "tra_cuu", "mô tả": "Dùng khi người dân hỏi hồ sơ làm tới đâu", "không dùng khi": "hồ sơ của ngân hàng"}
BOOK = {"tên": "lich", "mô tả": "Dùng khi người dân muốn đặt lịch hẹn", "không dùng khi": "huỷ, đổi lịch"}
DAY = {"công cụ": "lich", "tham số": "ngay", "kiểu": "chữ", "giá trị": "", "mô tả": "Ngày hẹn, dạng 2026-11-20"}
CODE = {"công cụ": "tra_cuu", "tham số": "ma", "kiểu": "chữ", "giá trị": "", "mô tả": "Mã hồ sơ, dạng DC-2026-0417"}


def called(tools, parameters, asked, **options):
    body = {"messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": asked}]}
    reply = respond(body | {"tools": tool_schemas(tools, parameters)} | options)
    return [(call.name, call.arguments) for call in reply.tool_calls]


def test_the_real_client_gets_a_tool_call(connection):
    done = client(connection).chat.completions.create(
        model=connection.model,
        messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": "Cho tôi xin lịch hẹn sáng thứ năm này."}],
        tools=tool_schemas([LOOK_UP, BOOK], [DAY, CODE]),
    )
    assert done.choices[0].finish_reason == "tool_calls"
    (call,) = done.choices[0].message.tool_calls
    assert call.function.name == "lich" and json.loads(call.function.arguments) == {"ngay": "2026-11-19"}


def test_the_result_of_a_tool_ends_the_conversation(connection):
    first = [{"role": "user", "content": "Cho tôi xin lịch hẹn ngày 20/11/2026."}]
    tools = tool_schemas([LOOK_UP, BOOK], [DAY, CODE])
    asking = client(connection).chat.completions
    message = asking.create(model=connection.model, messages=first, tools=tools).choices[0].message
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "đã giữ chỗ số 12"}
    done = asking.create(model=connection.model, messages=[*first, message.model_dump(exclude_none=True), result], tools=tools)
    assert done.choices[0].finish_reason == "stop" and "đã giữ chỗ số 12" in done.choices[0].message.content


def test_tool_choice_is_obeyed(connection):
    create = client(connection).chat.completions.create
    common = {"model": connection.model, "messages": [{"role": "user", "content": "Mai trời có mưa không?"}], "tools": tool_schemas([LOOK_UP, BOOK], [])}
    assert not create(**common).choices[0].message.tool_calls
    assert not create(**common, tool_choice="none").choices[0].message.tool_calls
    forced = create(**common, tool_choice={"type": "function", "function": {"name": "lich"}})
    assert forced.choices[0].message.tool_calls[0].function.name == "lich"
    assert create(**common, tool_choice="required").choices[0].message.tool_calls


@pytest.mark.parametrize("asked", ["Hồ sơ DC-2026-0417 tới đâu rồi?", "ho so DC-2026-0417 toi dau roi?", "Dạ mã hồ sơ dc 2026/417 của tôi xong chưa ạ?"])
def test_one_thing_said_in_several_ways(asked):
    assert called([LOOK_UP, BOOK], [DAY, CODE], asked) == [("tra_cuu", {"ma": "DC-2026-0417"})]


def test_what_a_description_refuses_is_not_called():
    asked = "Hồ sơ vay ngân hàng DC-2026-0417 tới đâu rồi?"
    assert not called([LOOK_UP, BOOK], [CODE], asked)
    careless = LOOK_UP | {"không dùng khi": ""}
    assert called([careless, BOOK], [CODE], asked)
    assert not called([LOOK_UP, BOOK], [DAY], "Huỷ giúp lịch hẹn ngày mai.")
    assert called([LOOK_UP, BOOK | {"không dùng khi": ""}], [DAY], "Huỷ giúp lịch hẹn ngày mai.")


def test_a_wider_refusal_covers_what_belongs_to_it():
    wide = LOOK_UP | {"không dùng khi": "hồ sơ của cơ quan khác"}
    assert not called([wide], [], "Hồ sơ bảo hiểm của tôi tới đâu rồi?")


def test_overlapping_descriptions_get_the_first_tool():
    first, second = LOOK_UP | {"tên": "mot"}, LOOK_UP | {"tên": "hai"}
    asked = "Hồ sơ của tôi đang ở bước nào, tiến độ ra sao?"
    assert called([first, second], [], asked)[0][0] == "mot"
    assert called([second, first], [], asked)[0][0] == "hai"


def test_a_tool_for_everything_takes_everything():
    anything = {"tên": "chung", "mô tả": "Xử lý mọi yêu cầu của người dân", "không dùng khi": ""}
    assert called([BOOK, anything], [], "Mai trời có mưa không?") == [("chung", {})]


def test_a_description_that_names_everything_stands_for_nothing():
    stuffed = "tiến độ giấy tờ phản ánh sự cố đặt lịch thông báo rác đèn nước đường loa Zalo khai sinh kết hôn"
    offered = [schema["function"] for schema in tool_schemas([LOOK_UP, {"tên": "x", "mô tả": stuffed, "không dùng khi": ""}], [])]
    assert rank(offered, "Hồ sơ của tôi tới đâu rồi?")[0].tool["name"] == "tra_cuu"


def test_no_format_no_exact_value():
    vague = [DAY | {"mô tả": "Ngày hẹn"}, CODE | {"mô tả": "Mã hồ sơ"}]
    assert called([LOOK_UP, BOOK], vague, "Đặt lịch hẹn thứ năm này")[0][1] == {"ngay": "thứ năm này"}
    assert called([LOOK_UP, BOOK], vague, "Hồ sơ dc 2026 417 tới đâu rồi")[0][1] == {"ma": "dc 2026 417"}


def test_a_missing_value_is_made_up_unless_the_tool_says_ask():
    assert called([BOOK], [DAY], "Cho tôi đặt lịch hẹn nhé") == [("lich", {"ngay": "không rõ"})]
    careful = BOOK | {"mô tả": "Dùng khi người dân muốn đặt lịch hẹn. Thiếu ngày thì hỏi lại, không đoán."}
    assert called([careful], [DAY], "Cho tôi đặt lịch hẹn nhé") == []


@pytest.mark.parametrize(
    ("rule", "asked", "value"),
    [
        ({"type": "integer", "description": "Số tổ"}, "Đèn ở tổ 4 tắt 3 hôm", 4),
        ({"type": "integer", "description": "Số tổ", "minimum": 1, "maximum": 11}, "rác ở tổ mười một", 11),
        ({"description": "Số tổ"}, "Đèn ở tổ 4 tắt 3 hôm", "tổ 4"),
        ({"type": "string", "enum": ["đèn", "rác"]}, "cột tối om cả tuần", "đèn"),
        ({"type": "string", "enum": ["sang", "chieu"]}, "cho tôi buổi chiều", "chieu"),
    ],
)
def test_arguments_are_as_exact_as_the_schema(rule, asked, value):
    given, guessed = fill_arguments({"properties": {"to": rule}, "required": ["to"]}, asked)
    assert given == {"to": value} and type(given["to"]) is type(value) and not guessed


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("sáng 25/11 nhé", date(2026, 11, 25)),
        ("ngày 3 tháng 12", date(2026, 12, 3)),
        ("thứ năm này", date(2026, 11, 19)),
        ("thứ 2 tuần sau", date(2026, 11, 23)),
        ("chiều mai", date(2026, 11, 17)),
        ("2026-12-01", date(2026, 12, 1)),
        ("31/2", None),
    ],
)
def test_days_as_people_say_them(said, day):
    assert find_date(said, MONDAY)[1] == day


def test_no_day_is_no_day_and_today_is_read():
    assert find_date("chờ mãi không thấy, chị Mai ạ", MONDAY) is None
    assert said_today(SYSTEM) == MONDAY and said_today("Hôm nay trời đẹp") is None


def test_tone_marks_anywhere_are_one_word():
    assert senses("hủy lịch") == senses("huỷ lịch") and "đèn" not in senses("hồ sơ đến đâu")


def test_a_table_that_cannot_be_a_tool_says_why():
    with pytest.raises(TableProblem, match="không có kiểu"):
        tool_schemas([BOOK], [DAY | {"kiểu": "ngày"}])
    with pytest.raises(TableProblem, match="không có trong bảng công cụ"):
        tool_schemas([BOOK], [DAY | {"công cụ": "hen"}])
    with pytest.raises(TableProblem, match="không dấu"):
        tool_schemas([BOOK | {"tên": "lịch hẹn"}], [])


def test_a_later_row_fills_in_the_earlier_one():
    rows = table("tên | mô tả | không dùng khi\nlich | | huỷ\nlich | Đặt lịch |")
    (made,) = tool_schemas(rows, [])
    assert made["function"]["description"] == "Đặt lịch. Không dùng khi: huỷ."


def test_allowed_values_become_json_schema():
    rows = table("công cụ | tham số | kiểu | giá trị | mô tả\nx | a | số nguyên | 1-11 |\nx | b | chữ | sáng hoặc chiều |\nx | c | chữ | 20/11/2026 | Ngày")
    properties = tool_schemas([{"tên": "x", "mô tả": "", "không dùng khi": ""}], rows)[0]["function"]["parameters"]["properties"]
    assert properties["a"] == {"type": "integer", "minimum": 1, "maximum": 11}
    assert properties["b"]["enum"] == ["sáng", "chiều"] and properties["c"]["examples"] == ["20/11/2026"]


def test_comparing_says_how_to_connect(monkeypatch):
    monkeypatch.setenv("BINHDAN_AI", "practice")
    shown = repr(compare_tools([BOOK], [DAY], "Đặt lịch hẹn 20/11", SYSTEM))
    assert 'lich({"ngay": "2026-11-20"})' in shown and "binhdan connect" in shown
    assert "Chưa có công cụ nào" in repr(compare_tools([], [], "Đặt lịch"))


def test_the_lesson_s_open_requests_are_in_json():
    folder = Path(__file__).resolve().parents[2] / "lessons/level3/11-mo-ta-cong-cu"
    held_out = json.loads((folder / "hidden/yeu-cau-an.json").read_text(encoding="utf-8"))["requests"]
    seen = json.loads((folder / "data/yeu-cau-mau.json").read_text(encoding="utf-8"))["requests"]
    assert len(held_out) == 20 and not {r["asked"] for r in held_out} & {r["asked"] for r in seen}
