"""The reader's knowledge as data: families of named rules and lists of phrases, in TOML files here.

``<family>.en.toml`` and ``<family>.ko.toml`` hold rules: a name, a pattern in RE2 syntax (linear by
construction), what a match means, and examples with the expected match in [square brackets], which
run as tests. ``<list>.toml`` holds phrases by meaning. Adding an entry needs no code. Imports nothing of ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One named way in which texts say something; ``values`` is what a match means."""

    name: str
    pattern: str
    values: Mapping[str, Any] = field(default_factory=dict)
    finds: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """A value of the rule as text."""
        return str(self.values.get(key, default))


@cache
def family(name: str, language: str) -> tuple[Rule, ...]:
    """The rules of a family in their order of precedence; none if the language has no file."""
    table = _load(f"{name}.{language}.toml")
    macros = table.get("macros", {})
    return tuple(_rule(entry, macros) for entry in table.get("rule", ()))


@cache
def phrases(name: str) -> Mapping[str, Any]:
    """A list of phrases, as its file has it."""
    return _load(f"{name}.toml")


def _rule(entry: dict[str, Any], macros: Mapping[str, str]) -> Rule:
    values = {key: value for key, value in entry.items() if key not in {"name", "pattern", "finds", "skips"}}
    return Rule(
        name=entry["name"],
        pattern=_expand(entry["pattern"], macros),
        values=values,
        finds=tuple(entry.get("finds", ())),
        skips=tuple(entry.get("skips", ())),
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """``<sign>`` in a pattern stands for the macro of that name; a macro may use those above it."""
    for name in reversed(list(macros)):
        meaning = f"(?:{macros[name]})".replace("\\", "\\\\")
        pattern = re.sub(rf"(?<!\?P)<{name}>", meaning, pattern)
    return pattern


def _load(filename: str) -> dict[str, Any]:
    path = resources.files(__package__).joinpath(filename)
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
