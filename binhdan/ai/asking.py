"""Ask a model in one line: plain text in, an answer that says which model gave it."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from binhdan.ai.checklist import checklist

_BOX = "border:1px solid #c9d6cf;border-radius:6px;padding:.5em .8em;margin:.3em 0"


@dataclass(frozen=True)
class Answer:
    """A model's reply: its text, the model's display name, and what the prompt had and lacked."""

    text: str
    model: str
    slots: list[tuple[str, bool]] = field(default_factory=list)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return "\n".join(filter(None, [f"{self.model} trả lời:", self.text, self._line()]))

    def _line(self) -> str:
        if not self.slots:
            return ""
        return "Câu lệnh: " + " · ".join(f"{name} {'✓' if there else '✗'}" for name, there in self.slots)

    def _repr_html_(self) -> str:
        line = f'<div style="opacity:.75;font-size:90%;margin-top:.4em">{html.escape(self._line())}</div>' if self.slots else ""
        return (
            f'<div class="binhdan-answer" style="{_BOX}"><div style="font-weight:600">{html.escape(self.model)} trả lời</div>'
            f'<div style="white-space:pre-wrap">{html.escape(self.text)}</div>{line}</div>'
        )


def ask(prompt: str, data: str | None = None) -> Answer:
    """Send ``prompt`` (and ``data``, kept apart from the instructions) and return the answer."""
    messages = [{"role": "system", "content": prompt}, {"role": "user", "content": data}]
    if data is None:
        messages = [{"role": "user", "content": prompt}]
    answer = chat(messages)
    return Answer(answer.text, answer.model, checklist(prompt))


def chat(messages: list[dict], **options) -> Answer:
    """Send chat ``messages`` as the openai client takes them and return the answer.

    A service that cannot be reached gives an answer that says so and what to do: a lesson
    never ends in a traceback because of the network.
    """
    from binhdan.ai.connection import ConnectionProblem, current

    try:
        connection = current()
    except ConnectionProblem as problem:
        return Answer(str(problem), "Chưa nối được AI: máy")
    return Answer(_reply_text(connection, messages, options), connection.display_name)


def practice_reply(prompt: str, data: str | None = None) -> str:
    """Return the practice model's reply text, whatever model is connected; marks use this."""
    from binhdan.ai.practice.engine import respond

    messages = [{"role": "user", "content": prompt}]
    if data is not None:
        messages = [{"role": "system", "content": prompt}, {"role": "user", "content": data}]
    return respond({"model": "ai-luyen-tap", "messages": messages}).text or ""


def compare_real(prompt: str, data: str | None = None) -> Comparison:
    """Send the same prompt to the practice model and to the real model that is connected, if any."""
    from binhdan.ai.connection import current

    practice = Answer(practice_reply(prompt, data), "AI luyện tập")
    return Comparison(practice, None if current().is_practice else ask(prompt, data))


@dataclass(frozen=True)
class Comparison:
    """Two answers side by side; ``real`` is None where no real model is connected."""

    practice: Answer
    real: Answer | None

    _HOW = "Chưa nối với mô hình thật nào. Muốn thử: mở cửa sổ dòng lệnh, gõ `binhdan connect`, rồi chạy lại ô này."

    def __repr__(self) -> str:
        return f"{self.practice!r}\n\n{self.real!r}" if self.real else self._HOW

    def _repr_html_(self) -> str:
        if not self.real:
            return f"<div style='{_BOX}'>{html.escape(self._HOW)}</div>"
        sides = "".join(f"<div style='flex:1 1 18em'>{side._repr_html_()}</div>" for side in (self.practice, self.real))
        return f"<div style='display:flex;gap:.8em;flex-wrap:wrap'>{sides}</div>"


def _reply_text(connection, messages: list[dict], options: dict) -> str:
    import openai

    from binhdan.ai.client import client

    try:
        done = client().chat.completions.create(model=connection.model, messages=messages, **options)
    except openai.OpenAIError as error:
        from binhdan.ai.explain import explain

        return explain(error)
    return done.choices[0].message.content or ""
