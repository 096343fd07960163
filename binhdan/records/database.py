"""The database of the records: where it is, brought up to date, read, and written by one at a time."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

REVISION = "0002"
WAIT_SECONDS = 60.0
FILE = "records.db"
_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITER = 1945_1968  # the number of PostgreSQL's advisory lock; any will do, if it is always the same


class RecordsError(Exception):
    """Something is in the way; the message is Vietnamese and says what to do."""


class Busy(RecordsError):
    """Somebody else writes and does not come to an end."""


def address(class_folder: Path, db: str | None = None) -> str | URL:
    """Return the address of the records: ``db``, else BINHDAN_DB, else ``records.db`` in the class folder."""
    if named := db or os.environ.get("BINHDAN_DB"):
        return named
    return URL.create("sqlite", database=str(class_folder.resolve() / FILE))  # written out, a "?" in the path would be lost


@dataclass(frozen=True)
class Database:
    """Records that are open and up to date."""

    engine: Engine
    tell: Callable[[str], None]

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, and sees one state of everything."""
        with Session(self.engine) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """The only session that writes: all of it is kept, or nothing. Busy after a minute of waiting for another."""
        with _alone(self.engine, self.tell) as connection, Session(connection) as session:
            yield session
            session.flush()


@contextlib.contextmanager
def opened(url: str | URL, tell: Callable[[str], None] | None = None) -> Iterator[Database]:
    """Open the records at ``url`` (SQLite or PostgreSQL), made or brought up to date where needed.

    ``tell`` gets one Vietnamese line when another writer is waited for. RecordsError says what is wrong, and what to do.
    """
    tell = tell or (lambda line: print(line, file=sys.stderr, flush=True))
    with _explained(url):
        engine = _engine(url)
        try:
            _bring_up_to_date(engine, tell)
            yield Database(engine, tell)
        finally:
            engine.dispose()


def _engine(url: str | URL) -> Engine:
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise RecordsError(f"Không dùng được cơ sở dữ liệu {kind!r}. Ghi địa chỉ bắt đầu bằng sqlite:/// hoặc postgresql://.")
    if kind == "postgresql":
        if parsed.drivername == kind:
            parsed = parsed.set(drivername="postgresql+psycopg2")
        engine = create_engine(parsed, connect_args={"connect_timeout": 10})
        event.listen(engine, "connect", _without_compiling)
        return engine
    if parsed.database and parsed.database != ":memory:":
        _private(Path(parsed.database))
    engine = create_engine(parsed)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _private(file: Path) -> None:
    """Make a missing file readable by its owner only: the class folder may be open to a whole room."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection, _record) -> None:
    connection.isolation_level = None  # else Python's module commits before DDL
    for pragma in ("busy_timeout = 1000", "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _without_compiling(connection, _record) -> None:
    """Compiling a query takes the server two seconds, more than it saves with a million learners."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    connection.commit()


def _begin(connection: Connection) -> None:
    alone = connection.get_execution_options().get("alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


@contextlib.contextmanager
def _alone(engine: Engine, tell: Callable[[str], None]) -> Iterator[Connection]:
    """A transaction that keeps every other writer out from its first moment."""
    with engine.connect().execution_options(alone=True) as connection:
        end, told = time.monotonic() + WAIT_SECONDS, False
        while not _entered(connection):
            if time.monotonic() > end:
                raise Busy("Sổ học viên đang bị một chương trình khác giữ. Đợi nó xong (hoặc đóng nó) rồi chạy lại; chưa có gì thay đổi.")
            if not told:
                tell("Có người khác đang ghi vào sổ học viên; đang đợi đến lượt…")
                told = True
            time.sleep(0.2)
        yield connection
        connection.commit()


def _entered(connection: Connection) -> bool:
    try:
        connection.begin()
        if connection.dialect.name == "sqlite":
            return True
        if connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({_WRITER})")):
            return True
        connection.rollback()
        return False
    except DBAPIError as error:
        if not _is_locked(error):
            raise
        return False


def _is_locked(error: DBAPIError) -> bool:
    return "locked" in str(error.orig)


def _bring_up_to_date(engine: Engine, tell: Callable[[str], None]) -> None:
    with engine.connect() as connection:
        if _revision(connection) == REVISION:
            return
    with _alone(engine, tell) as connection:
        # Another process may have done it while this one waited.
        if (there := _revision(connection)) != REVISION:
            _migrate(connection, there)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables and "learners" not in tables or "submitted_assignment" in tables:
        raise RecordsError("Cơ sở dữ liệu này là của chương trình khác (ví dụ sổ điểm gradebook.db). Đưa địa chỉ của một cơ sở dữ liệu riêng, còn trống.")
    return connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None


def _migrate(connection: Connection, there: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if there:
            ScriptDirectory.from_config(config).get_revision(there)
        command.upgrade(config, REVISION)
    except CommandError as error:
        raise RecordsError(
            f"Sổ học viên do một bản mới hơn của chương trình tạo (phiên bản {there}). "
            "Cập nhật khoá học rồi chạy lại; sổ còn nguyên, chưa bị đụng tới."
        ) from error


@contextlib.contextmanager
def _explained(url: str | URL) -> Iterator[None]:
    """Say in Vietnamese what went wrong with the database, and never its password."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError) as error:
        raise RecordsError(
            "Địa chỉ cơ sở dữ liệu chưa đúng dạng. Viết như postgresql://nguoi_dung:mat_khau@may_chu/ten hoặc sqlite:////thu/muc/records.db."
        ) from error
    except ModuleNotFoundError as error:
        raise RecordsError(
            f"Thiếu gói {error.name}. Cài bằng `pip install psycopg2-binary` trong môi trường của khoá học rồi chạy lại."
        ) from error
    except DBAPIError as error:
        where = make_url(url).render_as_string(hide_password=True)
        raise RecordsError(f"{_why(error)} (sổ học viên: {where})") from error
    except FileNotFoundError as error:
        raise RecordsError(f"Không có thư mục {Path(error.filename or '').parent}. Kiểm tra thư mục lớp (--class-folder), hoặc tạo thư mục đó, rồi chạy lại.") from error
    except OSError as error:
        raise RecordsError(f"Không mở được sổ học viên ({error}). Kiểm tra thư mục lớp và quyền ghi rồi chạy lại.") from error


def _why(error: DBAPIError) -> str:
    reason = str(error.orig).strip()
    if "disk is full" in reason or "No space left" in reason:
        return "Ổ đĩa đã đầy; chưa có gì thay đổi. Dọn bớt ổ đĩa rồi chạy lại"
    if "not a database" in reason or "malformed" in reason:
        return "Tệp sổ học viên bị hỏng hoặc không phải sổ học viên. Lấy bản sao lưu gần nhất về rồi chạy lại"
    if "readonly" in reason or "unable to open" in reason:
        return "Không ghi được vào sổ học viên. Kiểm tra thư mục lớp có tồn tại và có quyền ghi rồi chạy lại"
    if _is_locked(error):
        return "Sổ học viên đang bị một chương trình khác giữ. Đợi nó xong rồi chạy lại"
    if "onnection" in reason or "could not translate" in reason or "authentication" in reason:
        return f"Không nối được với máy chủ cơ sở dữ liệu ({reason.splitlines()[0]}). Kiểm tra địa chỉ, mật khẩu và máy chủ rồi chạy lại"
    first = reason.splitlines()[0] if reason else type(error.orig).__name__
    return f"Cơ sở dữ liệu báo lỗi: {first}. Chưa có gì thay đổi; chạy lại, nếu vẫn lỗi thì báo người phụ trách máy"
