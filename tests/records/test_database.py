"""The database of the records: made, brought up to date, locked, and what is said when it can't be used."""

import os
import sqlite3
import stat
import threading

import pytest

from binhdan import records
from binhdan.records import database
from binhdan.records.database import RecordsError


def test_migrations_make_what_the_models_say(url):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from binhdan.records.models import Base

    with records.opened(url) as book, book.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_migration_is_the_one_that_is_asked_for():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [database.REVISION]


def test_opening_again_keeps_everything(url):
    from sqlalchemy import text

    with records.opened(url) as book, book.writing() as session:
        session.execute(text("INSERT INTO residential_groups (name) VALUES ('Gò Mây')"))
    with records.opened(url) as book, book.reading() as session:
        assert session.scalar(text("SELECT name FROM residential_groups")) == "Gò Mây"


def test_what_fails_inside_leaves_nothing(url):
    from sqlalchemy import text

    with pytest.raises(ZeroDivisionError), records.opened(url) as book, book.writing() as session:
        session.execute(text("INSERT INTO residential_groups (name) VALUES ('Gò Mây')"))
        1 / 0
    with records.opened(url) as book, book.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM residential_groups")) == 0


def test_foreign_keys_hold(url):
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    with records.opened(url) as book, book.reading() as session, pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO aliases (learner_code, name_key, birth_year, group_id) VALUES ('ai-do', 'a', 1990, 7)"))
        session.commit()


def test_a_newer_database_is_left_alone(url):
    from sqlalchemy import text

    with records.opened(url) as book, book.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match="bản mới hơn.*9999.*Cập nhật"), records.opened(url):
        pass


def test_an_older_database_is_brought_up_to_date(url):
    """A database where the making of the tables never began has a version table and nothing more."""
    from sqlalchemy import inspect, text

    from binhdan.records.models import Base

    with records.opened(url) as book, book.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        for table in (*reversed(Base.metadata.sorted_tables), "alembic_version"):
            connection.execute(text(f"DROP TABLE {table}"))
    with records.opened(url) as book:
        assert "learners" in inspect(book.engine).get_table_names()


def test_marks_of_the_first_tables_are_taken_over(url):
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, text

    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    engine = create_engine(url)
    learner = "INSERT INTO learners VALUES (:code, 'Lê Thị Lan', 'lê thị lan', 1990, 1, NULL, '2026-11-01 08:00:00+00:00')"
    mark = (
        "INSERT INTO attempts (learner_code, lesson, assignment, digest, points, max_points, passed, needs_person, at, source) "
        "VALUES (:code, :lesson, :folder, :digest, :points, 10, :passed, :waits, '2026-11-20 02:30:00+00:00', 'results')"
    )
    digests = ["sha256:" + byte * 32 for byte in ("8f", "01")]
    rows = [
        {"code": "lan-2", "lesson": "B1.02", "folder": "b1-02-x", "digest": digests[0], "points": 8, "passed": True, "waits": False},
        {"code": "lan-2", "lesson": "B1.02", "folder": "b1-02-cu", "digest": digests[0], "points": 5, "passed": False, "waits": False},
        {"code": "lan-2", "lesson": "B1.02", "folder": "b1-02-x", "digest": digests[1], "points": 2.5, "passed": False, "waits": False},
        {"code": "man-1", "lesson": "B1.01", "folder": "b1-01-x", "digest": "khong-phai-sha", "points": 1, "passed": False, "waits": True},
    ]
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO residential_groups (name) VALUES ('Ao Sen')"))
        connection.execute(text(learner), [{"code": "lan-2"}, {"code": "man-1"}])
        connection.execute(text("INSERT INTO tutoring VALUES ('lan-2', 'man-1', '2026-11-01 08:00:00+00:00')"))
        connection.execute(text(mark), rows)
    engine.dispose()
    with records.opened(url) as book, book.reading() as session:
        query = "SELECT learners.code, lessons.code, points, flags, hints, at, digest FROM attempts JOIN learners ON number = learner JOIN lessons ON id = lesson"
        kept = sorted(map(tuple, session.execute(text(query))))
        assert session.scalar(text("SELECT count(*) FROM tutoring")) == 1, "nothing that refers to a learner went"
    moment = 1_795_141_800
    assert [row[:6] for row in kept] == [
        ("lan-2", "B1.02", 2.5, 0, 0, moment), ("lan-2", "B1.02", 8.0, 1, 0, moment), ("man-1", "B1.01", 1.0, 2, 0, moment),
    ]
    assert [row[6] for row in kept[:2]] == [0x0101010101010101, 0x8F8F8F8F8F8F8F8F - 2**64]


def test_two_that_open_at_once_make_the_tables_once(url):
    failures = []

    def work():
        try:
            with records.opened(url) as book, book.reading() as session:
                session.connection()
        except Exception as error:  # shown by the assertion
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert failures == []


def test_a_second_writer_waits_and_is_told(url):
    told, order = [], []
    with records.opened(url) as book, records.opened(url, told.append) as other:

        def second():
            with other.writing():
                order.append("second")

        with book.writing():
            thread = threading.Thread(target=second)
            thread.start()
            thread.join(2.5)
            assert thread.is_alive()
            order.append("first")
        thread.join(10)
    assert order == ["first", "second"] and told == ["Có người khác đang ghi vào sổ học viên; đang đợi đến lượt…"]


def test_a_writer_that_never_ends_is_named(url, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.5)
    with records.opened(url) as book, records.opened(url, lambda line: None) as other:
        with book.writing(), pytest.raises(database.Busy, match="chưa có gì thay đổi"), other.writing():
            pass


def test_a_full_disk_changes_nothing(tmp_path):
    """SQLite answers in the same words when it may not grow."""
    from sqlalchemy import event, text

    url = f"sqlite:///{tmp_path / 'records.db'}"
    with records.opened(url):
        pass
    with pytest.raises(RecordsError, match="đầy.*chưa có gì thay đổi"), records.opened(url) as book:
        book.engine.dispose()
        event.listen(book.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 45").close())
        with book.writing() as session:
            session.execute(text("INSERT INTO residential_groups (name) VALUES ('Gò Mây')"))
            session.execute(
                text("INSERT INTO access_log (at, who, action, subject, people, detail) VALUES ('2026-01-01', 'a', 'b', '', 1, :text)"),
                [{"text": "x" * 5000}] * 200,
            )
    with records.opened(url) as book, book.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM residential_groups")) == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://a:b@c/d", "mysql"),
        ("khong phai dia chi", "chưa đúng dạng"),
        ("sqlite:////khong/co/thu/muc/records.db", "Kiểm tra thư mục lớp"),
        ("postgresql+psycopg2://ai:bi-mat@127.0.0.1:1/so", "Không nối được"),
        ("postgresql://ai:bi-mat@127.0.0.1:1/so", "Không nối được"),
    ],
)
def test_wrong_addresses_are_explained_without_the_password(url, words):
    with pytest.raises(RecordsError, match=words) as told, records.opened(url):
        pass
    assert "bi-mat" not in str(told.value)


def test_another_programs_file_is_left_alone(tmp_path):
    (tmp_path / "a.db").write_bytes(b"khong phai sqlite " * 100)
    with pytest.raises(RecordsError, match="hỏng|không phải"), records.opened(f"sqlite:///{tmp_path / 'a.db'}"):
        pass
    with sqlite3.connect(tmp_path / "b.db") as gradebook:
        gradebook.execute("CREATE TABLE submitted_assignment (id TEXT)")
        gradebook.execute("CREATE TABLE alembic_version (version_num TEXT)")
    with pytest.raises(RecordsError, match="chương trình khác"), records.opened(f"sqlite:///{tmp_path / 'b.db'}"):
        pass
    assert (tmp_path / "a.db").read_bytes().startswith(b"khong phai")


@pytest.mark.skipif(os.name != "posix", reason="optional: POSIX permissions")
def test_the_file_is_its_owners_and_writes_ahead(tmp_path):
    folder = tmp_path / "lớp ? #1 100%"
    folder.mkdir()
    with records.opened(records.address(folder)) as book, book.writing() as session:
        session.connection()
        assert stat.S_IMODE((folder / "records.db").stat().st_mode) == 0o600
        assert sorted(file.name for file in folder.iterdir()) == ["records.db", "records.db-shm", "records.db-wal"]


def test_the_address_by_variable(tmp_path, monkeypatch):
    monkeypatch.setenv("BINHDAN_DB", "postgresql://may/so")
    assert records.address(tmp_path) == "postgresql://may/so"
    assert records.address(tmp_path, "sqlite://") == "sqlite://"


def test_asking_for_help_loads_no_database():
    import subprocess
    import sys

    verbs = ("enrol", "learners", "consent", "export", "erase", "nickname", "recompute")
    code = (
        "import contextlib, sys\nfrom binhdan import cli, records\n"
        f"for verb in {verbs}:\n    with contextlib.suppress(SystemExit): cli.main([verb, '--help'])\n"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and done.stdout.count("--class-folder") == 14, done.stderr
