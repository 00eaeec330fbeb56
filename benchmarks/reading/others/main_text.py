"""Main-text extractors on constructed pages: how much of the text they keep, how much furniture, how fast."""

from __future__ import annotations

import importlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from agreements.reading.html import main_text
from benchmarks.reading.others.swap import mentions
from benchmarks.reading.others.webpages import WebPage, webpages
from benchmarks.reading.scoring import score


def reports() -> Iterator[tuple[str, str, float]]:
    """``(library, what, how much)``: words kept and left out by kind of page, mentions read, pages a second."""
    pages = list(webpages())
    for name, extract in _EXTRACTORS.items():
        try:
            extract(pages[0].html)
        except ImportError:
            continue
        began = time.process_time()
        found = [extract(page.html) for page in pages]
        rate = len(pages) / (time.process_time() - began)
        yield name, "pages a second", rate
        for kind in ("", *sorted({page.kind for page in pages})):
            ours = [(page.text, text) for page, text in zip(pages, found, strict=True) if kind in ("", page.kind)]
            precision, recall = _shares(ours)
            yield name, f"{kind or 'all'} words precision", precision
            yield name, f"{kind or 'all'} words recall", recall
        tally = score(map(_read, pages, found)).mentions
        yield name, "mention precision", tally.precision
        yield name, "mention recall", tally.recall


def _read(page: WebPage, text: str) -> tuple[str, str, Sequence[dict[str, Any]], list[dict[str, Any]]]:
    document = replace(page.item.document, text=text)
    return page.item.identity, page.item.document.text, page.item.gold, mentions(document)


def _shares(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    right = said = wanted = 0
    for text, found in pairs:
        one, two = Counter(re.findall(r"\w+", text)), Counter(re.findall(r"\w+", found))
        right += (one & two).total()
        said, wanted = said + two.total(), wanted + one.total()
    return right / (said or 1), right / (wanted or 1)


def _plain(html: str) -> str:
    lines = re.sub(r"(?i)<br|</(?:p|div|li|h\d|td)>", lambda end: f"\n{end[0]}", html)
    return str(importlib.import_module("lxml.html").fromstring(lines).text_content())


def _readability(html: str) -> str:
    return _plain(importlib.import_module("readability").Document(html).summary())


def _justext(html: str) -> str:
    library = importlib.import_module("justext")
    words = library.get_stoplist("Korean" if "lang='ko'" in html else "English")
    return "\n".join(p.text for p in library.justext(html, words) if not p.is_boilerplate)


def _boilerpy(html: str) -> str:
    return str(importlib.import_module("boilerpy3.extractors").ArticleExtractor().get_content(html))


def _goose(html: str) -> str:
    return str(importlib.import_module("goose3").Goose().extract(raw_html=html).cleaned_text)


def _resiliparse(html: str) -> str:
    return str(importlib.import_module("resiliparse.extract.html2text").extract_plain_text(html, main_content=True))


def _trafilatura(**options: bool) -> Callable[[str], str]:
    return lambda html: importlib.import_module("trafilatura").extract(html, **options) or ""


_EXTRACTORS: dict[str, Callable[[str], str]] = {
    "trafilatura as the reader calls it": lambda html: main_text(html).text,
    "trafilatura, precise and with tables": _trafilatura(favor_precision=True, include_comments=False),
    "trafilatura, precise, else defaults": lambda html: main_text(html).text or _trafilatura()(html),
    "trafilatura, precise, else recall": lambda html: main_text(html).text or _trafilatura(favor_recall=True)(html),
    "trafilatura, defaults": _trafilatura(),
    "trafilatura, fast": _trafilatura(fast=True, favor_precision=True),
    "readability-lxml": _readability,
    "jusText": _justext,
    "boilerpy3": _boilerpy,
    "resiliparse": _resiliparse,
    "goose3": _goose,
    "all words of the page": _plain,
}
