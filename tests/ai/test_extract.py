"""Extraction follows the schema, and through the real openai client."""

import json

import pytest
from pydantic import BaseModel

from binhdan.ai.client import client
from binhdan.ai.practice.engine import respond


def extract(schema, text, prompt="Trích thông tin."):
    body = {
        "messages": [{"role": "system", "content": prompt}, {"role": "user", "content": text}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}},
    }
    return json.loads(respond(body).text)


def fields(**rules):
    return {"type": "object", "properties": rules}


TEXT = "Chị Lò Thị Mận ở tổ 4 mua 12 gói chè, trả 1.250.000 đồng, hẹn lấy ngày 20/11/2026. Điện thoại 0200 555 014."


def test_types():
    found = extract(
        fields(
            ten={"type": "string", "description": "họ tên người mua"},
            so_goi={"type": "integer", "description": "số gói mua"},
            tien={"type": "number", "description": "tiền trả, đồng"},
            ngay={"type": "string", "description": "ngày lấy, yyyy-mm-dd"},
            dien_thoai={"type": "string", "description": "số điện thoại"},
        ),
        TEXT,
    )
    assert found == {"ten": "Lò Thị Mận", "so_goi": 12, "tien": 1250000, "ngay": "2026-11-20", "dien_thoai": "0200 555 014"}


def test_labelled_lines_win():
    assert extract(fields(viec={"type": "string"}), "Ngày: 3/4\nViệc: quét vôi\nNgười: Vi Thị Hậu") == {"viec": "quét vôi"}


@pytest.mark.parametrize(("said", "value"), [("giá 1,2 triệu", 1200000), ("giá 350 nghìn", 350000), ("giá 75.000", 75000)])
def test_amounts_as_people_say_them(said, value):
    assert extract(fields(gia={"type": "integer"}), said) == {"gia": value}


def test_a_missing_field_is_made_up_unless_the_prompt_allows_unknown():
    schema = fields(nguoi={"type": "string"})
    assert extract(schema, "Trời mưa.")["nguoi"] == "Nguyễn Văn A"
    assert extract(schema, "Trời mưa.", "Trích thông tin. Không có thì ghi không biết.")["nguoi"] is None
    assert extract(fields(nguoi={"anyOf": [{"type": "string"}, {"type": "null"}]}), "Trời mưa.")["nguoi"] is None


def test_lists_of_objects():
    task = fields(nguoi={"type": "string"}, han={"type": "string", "description": "yyyy-mm-dd"})
    found = extract(fields(viec={"type": "array", "items": task}), "Kiều Gia Khoát sửa loa, hạn 2/12/2026\nGiải lao\nVi Thị Hậu in giấy mời, hạn 3/12/2026")
    assert found["viec"] == [{"nguoi": "Kiều Gia Khoát", "han": "2026-12-02"}, {"nguoi": "Vi Thị Hậu", "han": "2026-12-03"}]


def test_the_real_client_parses_it():
    class Order(BaseModel):
        ten: str
        so_goi: int

    asked = [{"role": "user", "content": f"Trích tên và số gói.\n```\n{TEXT}\n```"}]
    done = client().chat.completions.parse(model="ai-luyen-tap", messages=asked, response_format=Order)
    assert done.choices[0].message.parsed == Order(ten="Lò Thị Mận", so_goi=12)


def test_fields_named_in_the_prompt():
    body = {"messages": [{"role": "system", "content": "Trích ra JSON gồm các trường: \"người\", \"ngày\"."}, {"role": "user", "content": "Người: Vi Thị Hậu\nNgày: 3/12/2026"}]}
    assert json.loads(respond(body).text) == {"người": "Vi Thị Hậu", "ngày": "3/12/2026"}
