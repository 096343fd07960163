"""The AI services a course can be connected to, all speaking OpenAI's API."""

from dataclasses import dataclass

from binhdan.ai.practice.identity import MODEL

PRACTICE_MODEL = MODEL
PRACTICE_KEY = "lop-hoc"
CLASS_PORT = 8765


@dataclass(frozen=True)
class Service:
    """One kind of service: its Vietnamese name, usual address and model, and whether it wants a key."""

    kind: str
    name: str
    base_url: str
    model: str
    needs_key: bool


SERVICES = {
    service.kind: service
    for service in (
        Service("openai", "OpenAI", "https://api.openai.com/v1", "gpt-5-mini", True),
        Service("gemini", "Gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "gemini-2.5-flash", True),
        Service("ollama", "Ollama trên máy này", "http://localhost:11434/v1", "", False),
        Service("llamacpp", "llama.cpp trên máy này", "http://localhost:8080/v1", "", False),
        Service("lmstudio", "LM Studio trên máy này", "http://localhost:1234/v1", "", False),
        Service("vllm", "máy chủ vLLM", "http://localhost:8000/v1", "", False),
        Service("class", "AI luyện tập của lớp", f"http://localhost:{CLASS_PORT}/v1", PRACTICE_MODEL, False),
        Service("other", "dịch vụ khác theo chuẩn OpenAI", "", "", True),
    )
}


def service_at(base_url: str) -> Service:
    """Return the service that usually lives at ``base_url``, else the one called "other"."""
    address = base_url.rstrip("/").replace("//127.0.0.1", "//localhost")
    return next((s for s in SERVICES.values() if s.base_url == address), SERVICES["other"])
