"""Pictures that follow their brief, a voice that can be heard again, and honest errors without the extra."""

import base64
import io
import itertools
import json
import random
import struct
import wave

import openai
import pytest

from binhdan.ai.client import client as make_client
from binhdan.ai.practice import speech, voice
from binhdan.ai.practice.errors import Problem
from binhdan.ai.practice.picture import arrange, draw_picture
from binhdan.ai.practice.scene import OBJECTS, Blank, Item, Scene, describe, read_scene
from binhdan.ai.practice.transcript import read_transcript, write_transcript
from binhdan.ai.practice.wire_media import picture_size

MODEL = "ai-luyen-tap"
BRIEF = """Chủ thể: 3 gói chè ở một phần ba bên trái, một ấm trà bên phải.
Cảnh: đồi chè. Ánh sáng: nắng sớm.
Bố cục: chừa khoảng trống phía trên 1/3 để đặt chữ.
Cấm: người, nhãn hiệu, chữ."""
GREETING = "Xin chào bà con phường Đồi Chè!"


@pytest.fixture
def client(connection):
    with make_client(connection, max_retries=0) as made:
        yield made


# the brief


def test_a_full_brief_is_read_in_full():
    scene = read_scene(BRIEF)
    assert scene.items == (Item("gói chè", 3, "trái"), Item("ấm", 1, "phải"))
    assert (scene.background, scene.light) == ("đồi chè", "nắng")
    assert scene.blank == Blank("trên", pytest.approx(1 / 3))
    assert not scene.label and not scene.person


def test_a_vague_brief_gets_what_models_add():
    scene = read_scene("vẽ ảnh chè đẹp")
    assert scene.items == () and scene.person and scene.label
    assert "không ai yêu cầu" in describe(scene)


def test_briefs_without_diacritics_are_read_too():
    scene = read_scene("ve hai chen tra o ben phai, nen trang, khong nguoi, khong nhan hieu")
    assert scene.items == (Item("chén", 2, "phải"),)
    assert scene.background == "nền trắng" and not scene.person and not scene.label


@pytest.mark.parametrize(
    ("words", "count"),
    [("5 chén", 5), ("mười chén", 10), ("đôi chén", 2), ("ba chiếc chén", 3), ("chén", 1), ("99 chén", 12)],
)
def test_counts(words, count):
    assert read_scene(f"Vẽ {words} trên bàn gỗ").items == (Item("chén", count),)


def test_a_vague_count_is_somebodys_guess_but_always_the_same():
    counts = {read_scene("những chiếc chén").items[0].count for _ in range(3)}
    assert len(counts) == 1 and counts.pop() in range(2, 6)


@pytest.mark.parametrize(
    ("brief", "names"),
    [
        ("2 chén, không có ấm", {"chén"}),
        ("không người, ấm trà ở giữa", {"ấm"}),
        ("Tránh: hoa, nhà, người. Vẽ 2 chén", {"chén"}),
        ("không gian ấm cúng, 2 chén", {"chén"}),
        ("đồi chè, 1 ngôi nhà", {"nhà"}),
    ],
)
def test_what_is_forbidden_is_left_out(brief, names):
    assert {item.name for item in read_scene(brief).items} == names


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("chừa trống phía dưới", Blank("dưới", 0.25)),
        ("để trống 20% bên trái", Blank("trái", 0.2)),
        ("khoảng trống một phần ba bên phải", Blank("phải", pytest.approx(1 / 3))),
        ("chừa chỗ đặt chữ", Blank("trên", 0.25)),
    ],
)
def test_blank_bands(words, blank):
    assert read_scene(f"1 ấm, {words}").blank == blank


def test_alt_text_is_short_and_names_everything():
    alt = describe(read_scene(BRIEF))
    assert len(alt) <= 125
    assert all(word in alt for word in ("3 gói chè", "1 ấm", "bên trái", "bên phải", "đồi chè", "nắng", "phía trên"))


# the picture


def opened(png):
    image_module = pytest.importorskip("PIL.Image")
    image = image_module.open(io.BytesIO(png))
    return image, json.loads(image.text["Scene"])


def test_the_picture_is_what_its_layout_says():
    pytest.importorskip("PIL")
    image, layout = opened(draw_picture(read_scene(BRIEF), 900, 600))
    assert image.size == (900, 600)
    assert image.text["Description"] == describe(read_scene(BRIEF))
    packs = [thing["box"] for thing in layout["objects"] if thing["name"] == "gói chè"]
    assert len(packs) == 3
    assert sum(left + right for left, _, right, _ in packs) / 6 == pytest.approx(300, abs=2)
    assert layout["blank"] == [0, 0, 900, 200] and layout["label"] is False
    assert len(image.crop(layout["blank"]).getcolors()) == 1
    for left, top, right, bottom in packs:
        assert len(image.crop((left, top, right, bottom)).getcolors(10_000)) > 3


def test_only_a_brief_without_limits_gets_a_label_and_a_person():
    pytest.importorskip("PIL")
    plain, layout = opened(draw_picture(read_scene("2 gói chè"), 400, 400))
    assert layout["label"] and "người" in [thing["name"] for thing in layout["objects"]]
    red = (192, 57, 43)
    limited, _ = opened(draw_picture(read_scene("2 gói chè, không người, không nhãn hiệu"), 400, 400))
    assert red in [colour for _, colour in plain.getcolors(10_000)]
    assert red not in [colour for _, colour in limited.getcolors(10_000)]


@pytest.mark.parametrize("seed", range(30))
def test_objects_stay_in_the_frame_and_apart(seed):
    chosen = random.Random(seed)
    names = chosen.sample(sorted(OBJECTS), chosen.randint(1, 4))
    across, down = ("", "trái", "giữa", "phải"), ("", "trên", "dưới")
    items = tuple(Item(n, chosen.randint(1, 12), chosen.choice(across), chosen.choice(down)) for n in names)
    room = (chosen.randint(0, 90), chosen.randint(0, 90), chosen.randint(300, 900), chosen.randint(300, 900))
    placed = arrange(Scene(items, person=False), room)
    assert len(placed) == sum(item.count for item in items)
    for thing in placed:
        left, top, right, bottom = thing.box
        assert room[0] <= left < right <= room[2] and room[1] <= top < bottom <= room[3]
    for one, other in itertools.combinations(placed, 2):
        apart_x = one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
        apart_y = one.box[3] <= other.box[1] or other.box[3] <= one.box[1]
        assert apart_x or apart_y


def test_every_object_can_be_drawn():
    pytest.importorskip("PIL")
    for name in OBJECTS:
        image, _ = opened(draw_picture(Scene((Item(name),), background="nền trắng", person=False), 200, 200))
        assert len(image.getcolors(10_000)) >= 2


@pytest.mark.parametrize(
    ("size", "prompt", "wanted"),
    [
        ("640x480", "16:9", (640, 480)),
        (None, "chén trà", (1024, 1024)),
        ("auto", "khung 16:9", (1024, 576)),
        (None, "khung 4:5", (819, 1024)),
        (None, "khung 0:0", (64, 64)),
    ],
)
def test_sizes(size, prompt, wanted):
    assert picture_size(size, prompt) == wanted


def test_images_on_the_wire(client):
    pytest.importorskip("PIL")
    made = client.images.generate(model=MODEL, prompt=BRIEF, size="300x200").data[0]
    again = client.images.generate(model=MODEL, prompt=BRIEF, size="300x200").data[0]
    assert made == again
    image, _ = opened(base64.b64decode(made.b64_json))
    assert image.size == (300, 200) and made.revised_prompt == image.text["Description"]


@pytest.mark.parametrize(
    ("options", "param"),
    [({"size": "9x9"}, "size"), ({"n": 2}, "n"), ({"response_format": "url"}, "response_format"), ({"prompt": " "}, "prompt")],
)
def test_image_requests_that_can_not_be_met(client, options, param):
    with pytest.raises(openai.BadRequestError) as caught:
        client.images.generate(**{"model": MODEL, "prompt": "chén", **options})
    assert caught.value.param == param


# the voice


def silence(frames=100):
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        target.writeframes(b"\0\0" * frames)
    return file.getvalue()


@pytest.mark.parametrize("text", ["Chè", "Lẻ", GREETING, "a" * 5000])
def test_a_transcript_rides_along_and_the_sound_is_untouched(text):
    carried = write_transcript(silence(), text)
    assert read_transcript(carried) == text
    with wave.open(io.BytesIO(carried)) as sound:
        assert sound.getnframes() == 100
    assert struct.unpack_from("<I", carried, 4)[0] == len(carried) - 8


def test_a_transcript_after_an_odd_chunk_is_found():
    odd = b"note" + struct.pack("<I", 3) + b"abc\0"
    wav = silence()
    with_note = b"RIFF" + struct.pack("<I", len(wav) - 8 + len(odd)) + b"WAVE" + odd + wav[12:]
    assert read_transcript(write_transcript(with_note, GREETING)) == GREETING


def test_damaged_files_never_crash():
    carried = write_transcript(silence(), GREETING)
    for seed in range(200):
        chosen = random.Random(seed)
        broken = bytearray(carried[: chosen.randint(12, len(carried))])
        broken[chosen.randint(12, len(broken) - 1) if len(broken) > 12 else 0] = chosen.randint(0, 255)
        try:
            assert isinstance(read_transcript(bytes(broken)), str | None)
        except ValueError:
            assert broken[:4] != b"RIFF"


def test_spoken_then_heard(client, tmp_path):
    pytest.importorskip("espeakng_loader")
    file = tmp_path / "chao.wav"
    with client.audio.speech.with_streaming_response.create(
        model=MODEL, voice="nam", input=GREETING, response_format="wav"
    ) as answer:
        assert answer.headers["content-type"] == "audio/wav"
        answer.stream_to_file(file)
    assert 1 < speech.seconds(file.read_bytes()) < 5
    with file.open("rb") as opened_file:
        assert client.audio.transcriptions.create(model=MODEL, file=opened_file).text == GREETING
    with file.open("rb") as opened_file:
        heard = client.audio.transcriptions.create(model=MODEL, file=opened_file, response_format="text")
    assert heard == GREETING


def test_same_words_same_sound_whatever_was_said_before():
    pytest.importorskip("espeakng_loader")
    first = speech.speak(GREETING, "bac")
    others = {speech.speak(GREETING, name) for name in ("trung", "nam", "nova")}
    assert speech.speak(GREETING, "bac") == first
    assert len(others | {first}) == 4


def test_a_learners_own_files_do_not_get_in_the_way(tmp_path, monkeypatch):
    pytest.importorskip("espeakng_loader")
    (tmp_path / "struct.py").write_text("raise SystemExit('not the standard library')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert speech.seconds(speech.speak(GREETING)) > 1


def test_speed_and_bare_samples(client):
    pytest.importorskip("espeakng_loader")
    slow, fast = (speech.seconds(speech.speak(GREETING, speed=speed)) for speed in (0.7, 2))
    assert slow > fast * 1.5
    asked = {"model": MODEL, "voice": "alloy", "input": GREETING}
    bare = client.audio.speech.create(**asked, response_format="pcm").content
    assert bare == speech.samples(client.audio.speech.create(**asked).content)


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"voice": "ca-si"}, "voice"),
        ({"response_format": "mp3"}, "response_format"),
        ({"speed": 9}, "speed"),
        ({"input": ""}, "input"),
        ({"input": "a" * 4097}, "input"),
    ],
)
def test_speech_requests_that_can_not_be_met(client, options, param):
    with pytest.raises(openai.BadRequestError) as caught:
        client.audio.speech.create(**{"model": MODEL, "voice": "bac", "input": "Chào", **options})
    assert caught.value.param == param


@pytest.mark.parametrize("audio", [silence(), b"ID3 not a wav at all", b"RIFF"])
def test_a_foreign_file_is_not_guessed_at(client, audio):
    with pytest.raises(openai.BadRequestError, match="binhdan connect") as caught:
        client.audio.transcriptions.create(model=MODEL, file=("la.wav", audio))
    assert caught.value.param == "file"


def test_binary_uploads_arrive_unchanged(client, monkeypatch):
    seen = []
    monkeypatch.setattr("binhdan.ai.practice.wire_media.hear", lambda audio: seen.append(audio) or "xong")
    tricky = b"\r\n--\r\r\n\n--boundary\x00\xff\r" + bytes(range(256)) * 50 + b"\r\n"
    client.audio.transcriptions.create(model=MODEL, file=("a.wav", tricky))
    assert seen == [tricky]


# without the extra


def test_without_the_voice_it_says_what_to_install(client, monkeypatch):
    monkeypatch.setattr(voice, "is_installed", lambda: False)
    with pytest.raises(openai.InternalServerError, match=r"pip install 'binhdan\[media\]'") as caught:
        client.with_options(max_retries=2).audio.speech.create(model=MODEL, voice="bac", input="Chào")
    assert (caught.value.status_code, caught.value.code) == (501, "media_not_installed")


def test_without_pillow_it_says_what_to_install(client, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(openai.InternalServerError, match=r"pip install 'binhdan\[media\]'"):
        client.images.generate(model=MODEL, prompt="chén")


def test_hearing_needs_no_extra(monkeypatch):
    monkeypatch.setattr(voice, "is_installed", lambda: False)
    assert speech.hear(write_transcript(silence(), GREETING)) == GREETING


def test_a_voice_that_crashes_is_an_error_not_a_crash(monkeypatch):
    monkeypatch.setattr(voice, "is_installed", lambda: True)
    with pytest.raises(Problem) as caught:
        voice.utter("Chào", "khong-co-giong", 150, 50)
    assert caught.value.code == "voice_failed"
