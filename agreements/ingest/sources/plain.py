"""Text and Markdown files, with or without front matter: fields in YAML between two lines of three hyphens."""

from __future__ import annotations

import re

import yaml

from agreements.domain.dates import UnreadableDate, parse_date
from agreements.ingest.sources.fields import describe
from agreements.ingest.sources.found import FoundDocument, Refused

LONGEST_FRONT_MATTER, LONGEST_HEADLINE = 20_000, 250
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\A\s*#{1,2} +(.+?) *#* *$", re.MULTILINE)
_DATE = r"(\d{4}-\d{2}-\d{2}|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{4}년 ?\d{1,2}월 ?\d{1,2}일|\d{1,2} [A-Z][a-z]+ \d{4})"
_LABEL = r"(?:date|published(?: on)?|posted|작성일|등록일|게시일|발행일|입력)"
_DATED = re.compile(
    rf"\A\s*(?:{_LABEL}\s*:?\s+{_DATE}(?!\w)|{_DATE}[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_SENTENCE = re.compile(r"[.!?。…][\"'”’)]*$|[:,;]$")


def parse_plain(text: str) -> FoundDocument:
    """A .txt file: its front matter, else what its first line says."""
    return _with_front_matter(text) or describe(text, _from_first_line(text))


def parse_markdown(text: str) -> FoundDocument:
    """A .md file, kept as it is written; its first heading is its title unless front matter gives one."""
    if found := _with_front_matter(text):
        return found
    heading = _HEADING.match(text)
    return describe(text, {"title": heading[1]} if heading else _from_first_line(text))


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


def _from_first_line(text: str) -> dict[str, str]:
    """A headline, or the date that page furniture put before the text, where the first line is plainly one."""
    if dated := _DATED.match(text[:400]):
        date = dated[1] or dated[2]
        rest = text[dated.end() :].lstrip()
        return {"published": date if _is_date(date) else "", **_headline(rest)}
    return _headline(text)


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except UnreadableDate:
        return False


def _headline(text: str) -> dict[str, str]:
    """The first line, where it is short, no sentence, and followed by more."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if not rest.strip() or len(first) > LONGEST_HEADLINE or _ENDS_SENTENCE.search(first):
        return {}
    return {"title": first}
