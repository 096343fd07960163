"""Where the AI is: the practice model, or the service that somebody connected."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from binhdan.ai.explain import explain
from binhdan.ai.services import PRACTICE_KEY, PRACTICE_MODEL, SERVICES, service_at

__all__ = ["PRACTICE", "Connection", "ConnectionProblem", "current", "explain", "forget", "masked", "save", "saved", "saved_path"]


class ConnectionProblem(ValueError):
    """Settings that can't be used; the message is one Vietnamese line with the next step."""


@dataclass(frozen=True)
class Connection:
    """Where the client points: a kind of service, its address, the key (never shown) and the model."""

    kind: str
    base_url: str
    api_key: str = field(repr=False)
    model: str

    @property
    def is_practice(self) -> bool:
        """Tell whether this is the practice model inside this program."""
        return self.kind == "practice"

    @property
    def display_name(self) -> str:
        """The name that people see beside an answer."""
        if self.is_practice or self.model == PRACTICE_MODEL:
            return "AI luyện tập"
        name = SERVICES[self.kind].name if self.kind in SERVICES else self.base_url
        return f"{self.model} ({name})" if self.model else name


# The host is never looked up: requests to it are answered inside this program.
PRACTICE = Connection("practice", "http://ai-luyen-tap/v1", PRACTICE_KEY, PRACTICE_MODEL)


def current(env: Mapping[str, str] | None = None) -> Connection:
    """Return the connection in force: BINHDAN_AI=practice, else OPENAI_* variables, else the saved one, else practice.

    Raises ConnectionProblem for a setting that can't be understood.
    """
    env = os.environ if env is None else env
    wanted = env.get("BINHDAN_AI", "").strip().lower()
    if wanted == "practice":
        return PRACTICE
    if wanted:
        raise ConnectionProblem(f"BINHDAN_AI={wanted!r} không có. Hãy đặt BINHDAN_AI=practice hoặc bỏ biến này.")
    if env.get("OPENAI_BASE_URL") or env.get("OPENAI_API_KEY"):
        return _from_variables(env)
    return saved(env) or PRACTICE


def saved(env: Mapping[str, str] | None = None) -> Connection | None:
    """Return the saved connection, or None. Raises ConnectionProblem where the file can't be understood."""
    env = os.environ if env is None else env
    path = saved_path(env)
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        connection = Connection(**{name: str(stored[name]) for name in ("kind", "base_url", "api_key", "model")})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConnectionProblem(f"Không đọc được kết nối đã lưu ở {path}. Hãy chạy lại `binhdan connect`.") from error
    return connection


def save(connection: Connection, env: Mapping[str, str] | None = None) -> Path:
    """Keep ``connection`` for this user and return the file, which only they can read (POSIX)."""
    path = saved_path(os.environ if env is None else env)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved over, so that the key is never in a file that others can read.
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(connection), file, ensure_ascii=False, indent=2)
    os.replace(fresh, path)
    return path


def forget(env: Mapping[str, str] | None = None) -> bool:
    """Delete the saved connection; return whether there was one."""
    path = saved_path(os.environ if env is None else env)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def saved_path(env: Mapping[str, str]) -> Path:
    """Return where the connection is kept: BINHDAN_CONFIG_DIR, else the user's own settings folder."""
    if env.get("BINHDAN_CONFIG_DIR"):
        return Path(env["BINHDAN_CONFIG_DIR"]) / "connection.json"
    from platformdirs import user_config_path

    return user_config_path("binhdan", appauthor=False) / "connection.json"


def masked(key: str) -> str:
    """Return ``key`` so that its owner knows it and nobody else can use it: "…wxyz"."""
    return f"…{key[-4:]}" if len(key) >= 12 else "…"


def _from_variables(env: Mapping[str, str]) -> Connection:
    base_url = (env.get("OPENAI_BASE_URL") or SERVICES["openai"].base_url).rstrip("/")
    service = service_at(base_url)
    # Local servers want no key, but the client insists on one.
    key = env.get("OPENAI_API_KEY") or PRACTICE_KEY
    return Connection(service.kind, base_url, key, env.get("BINHDAN_MODEL") or service.model)
