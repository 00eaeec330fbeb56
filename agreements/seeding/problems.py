"""What is wrong with a seed file, said so that a person finds the place: file, entry, field."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

MOST_SHOWN = 40


class BadSeeds(ValueError):
    """The files hold mistakes, and nothing of them was loaded. `messages` names every place."""

    def __init__(self, messages: list[str]) -> None:
        shown = messages[:MOST_SHOWN]
        more = [f"… and {len(messages) - MOST_SHOWN} more"] if len(messages) > MOST_SHOWN else []
        super().__init__("\n".join(["The starter catalogue holds mistakes; nothing was loaded:", *shown, *more]))
        self.messages = messages


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, and the list that mistakes found there are written to."""

    file: str
    entry: str = ""
    path: str = ""
    messages: list[str] = field(default_factory=list)

    def of(self, entry: str) -> Where:
        return replace(self, entry=entry, path="")

    def at(self, name: str) -> Where:
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def nth(self, number: int) -> Where:
        return replace(self, path=f"{self.path}[{number}]")

    def say(self, message: str) -> None:
        self.messages.append(": ".join(part for part in (self.file, self.entry, self.path, message) if part))
