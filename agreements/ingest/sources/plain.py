"""Text and Markdown files, with or without front matter: fields in YAML between two lines of three hyphens."""

from __future__ import annotations

import re

import yaml

from agreements.ingest.sources.fields import describe
from agreements.ingest.sources.found import FoundDocument, Refused
from agreements.ingest.sources.heading import heading

LONGEST_FRONT_MATTER = 20_000
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\A\s*#{1,2} +(.+?) *#* *$", re.MULTILINE)


def parse_plain(text: str) -> FoundDocument:
    """A .txt file: its front matter, else what its first lines say."""
    return _with_front_matter(text) or describe(text, heading(text))


def parse_markdown(text: str) -> FoundDocument:
    """A .md file, kept as it is written; its first heading is its title unless front matter gives one."""
    if found := _with_front_matter(text):
        return found
    first = _HEADING.match(text)
    return describe(text, {"title": first[1]} if first else heading(text))


def _with_front_matter(text: str) -> FoundDocument | None:
    match = _FRONT_MATTER.match(text[: LONGEST_FRONT_MATTER + 1])
    if not match:
        return None
    fields = _fields(match[1])
    body = text[match.end() :]
    heading = _HEADING.match(body)
    if heading and not fields.get("title"):
        fields["title"] = heading[1]
    return describe(body, fields)


def _fields(front_matter: str) -> dict[str, str]:
    """Every value as it is written: a plain YAML loader would make `2023` a number and `2023-11-22` a date."""
    try:
        loaded = yaml.load(front_matter, Loader=yaml.BaseLoader)  # noqa: S506  (makes strings only)
    except (yaml.YAMLError, RecursionError) as problem:
        where = getattr(problem, "problem_mark", None)
        raise Refused(f"has front matter that is no YAML{f' (line {where.line + 2})' if where else ''}") from None
    if not isinstance(loaded, dict):
        raise Refused("has front matter without fields")
    return {str(name): value for name, value in loaded.items() if isinstance(value, str)}
