"""What the first lines of a text say of it: its headline, and the day of publication that stands above or under it."""

from __future__ import annotations

import re
from itertools import islice

from agreements.domain.dates import PartialDate, UnreadableDate, parse_date

LONGEST_HEADLINE = 250
_LINES, _LONGEST = 8, 1_200
_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DATE = (
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{4}년 ?\d{1,2}월 ?\d{1,2}일"
    rf"|\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, ?\d{{4}})(?!\w)"
)
_LABEL = (
    r"(?:(?:date|published|posted|released|release date|publication date|first published)(?: on)?"
    r"|작성일|등록일|게시일|발행일|배포일시?|보도일시?|보도시점|입력)"
)
_WEEKDAY, _TIME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?", r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]m)?)?"
_PLACE, _DASH = r"[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?", r"(?: \([^()]{1,30}\))? ?(?:[-–—]{1,2}|:)\s"
# 'Published: 14 March 2025 …', a date alone, or the dateline of an agency: 'LONDON, 14 March 2025 - …'.
_DATED = re.compile(
    rf"{_LABEL}\s*[:|]?\s*{_WEEKDAY}{_DATE.replace('date', 'stated', 1)}"
    rf"|(?:{_PLACE}, )?{_WEEKDAY}{_DATE.replace('date', 'alone', 1)}(?:\s?\([^()]{{1,12}}\))?{_TIME}$"
    rf"|\(?{_PLACE}, {_DATE.replace('date', 'line', 1)}\)?{_DASH}",
    re.IGNORECASE,
)
# What a page says of its own kind, above the headline.
_KIND = re.compile(
    rf"(?:press release|news story|news|speech|statement|announcement|보도\s?(?:참고\s?)?자료|뉴스|{_LABEL}\s*:?)",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?。…][\"'”’)]*$|[:,;]$")


def heading(text: str) -> dict[str, str]:
    """`title` and `published` of a text, each only where a line at its head is plainly one; a date in a sentence is
    none. A headline is a short line that is no sentence and is followed by more."""
    lines = [line for line in map(str.strip, text[:_LONGEST].split("\n")) if line]
    head = list(islice(lines, _LINES))
    dates = [_date(line) for line in head]
    titles = [line for line, date in zip(head, dates, strict=True) if not date and not _KIND.fullmatch(line)]
    return {"title": _headline(titles[0], lines) if titles else "", "published": next(filter(None, dates), "")}


def published(text: str) -> PartialDate | None:
    """The day of publication alone."""
    return parse_date(heading(text)["published"])


def _headline(line: str, lines: list[str]) -> str:
    is_one = line != lines[-1] and len(line) <= LONGEST_HEADLINE and not _ENDS_SENTENCE.search(line)
    return line if is_one else ""


def _date(line: str) -> str:
    """The date that a line consists of or states under a label; nothing if it is none that can be."""
    match = _DATED.match(line)
    stated = next(filter(None, match.groups()), "") if match else ""
    try:
        return stated if parse_date(stated) else ""
    except UnreadableDate:
        return ""
