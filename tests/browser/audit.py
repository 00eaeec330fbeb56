"""Every public page as every reader may meet it: what is looked at, in which ways, what a program can find wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LANGUAGES, SCHEMES, WIDTHS = ("", "/ko"), ("light", "dark"), (390, 820, 1440)
WAYS = tuple(product(LANGUAGES, WIDTHS, SCHEMES))
SHOWN = 40
"""Faults that a summary names."""
A_TENTH = 11
"""One view in so many: as it shares no factor with the number of ways, each page meets another way than the last."""
QUERIES = (
    "/agreements/?sector=space&form=mou", "/agreements/?q=nothing+like+it", "/agreements/?q=semi-conductors",
    "/agreements/?year=abc", "/agreements/?as_of=2023-12-01&sort=title", "/nothing/", "/organisations/sciense/",
)  # fmt: skip
WITH_TARGETS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
BAR = 'data-first="'
"""A bar of the years may be narrower than a fingertip: the years can be typed beside it (WCAG 2.5.8, equivalent)."""
CHECKS = Path(__file__).with_name("checks.js").read_text()
NARROW, PAPER, DESK = 320, 718, 1280
"""Pixels: the narrowest screen of WCAG 1.4.10, the print area of A4, a desk before it is zoomed."""
_ADDRESS = re.compile("<loc>([^<]+)</loc>")


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class View:
    """One page in one way."""

    place: str
    prefix: str
    width: int
    scheme: str

    @property
    def address(self) -> str:
        return self.prefix + self.place

    def __str__(self) -> str:
        return f"{self.address} {self.scheme} {self.width}"


def places(page: Page) -> list[str]:
    """One page of every kind that the sitemap names, the one with most on it; of agreements also the longest named."""
    found = {urlsplit(each).path for each in _sitemap(page)}
    english = sorted(each for each in found if not each.startswith("/ko/"))
    chosen: list[str] = []
    for (_folder, depth), group in groupby(english, key=_kind):
        named = list(group)
        chosen.append(max(named, key=lambda each: len(page.request.get(each).body())) if depth > 1 else named[0])
        if depth > 1 and chosen[-1].startswith("/agreements/"):
            chosen.append(max(named, key=len))
            chosen.append(f"{chosen[-1]}dispute/?value=form")
    return [*dict.fromkeys(chosen), *QUERIES]


def _sitemap(page: Page) -> Iterator[str]:
    for file in _ADDRESS.findall(page.request.get("/sitemap.xml").text()):
        yield from _ADDRESS.findall(page.request.get(urlsplit(file).path).text())


def _kind(path: str) -> tuple[str, int]:
    parts = path.strip("/").split("/")
    return parts[0], len(parts)


def views(places: Iterable[str], *, step: int = 1) -> list[View]:
    """The whole matrix, or one view in `step` of it."""
    return [View(place, *way) for place, way in product(places, WAYS)][::step]


def look(browser: Browser, base: str, views: Iterable[View]) -> Iterator[tuple[str, list[Finding]]]:
    """What is wrong in each of the views, page by page."""
    context = browser.new_context(base_url=base, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    for (address, width), group in groupby(views, key=lambda view: (view.address, view.width)):
        page.set_viewport_size({"width": width, "height": 900})
        _open(page, address)
        for view in group:
            page.emulate_media(color_scheme=view.scheme)  # type: ignore[arg-type]
            yield str(view), [*_by_axe(page, str(view)), *_by_eye(page, str(view))]
    context.close()


def stretch(browser: Browser, base: str, addresses: Iterable[str]) -> Iterator[tuple[str, list[Finding]]]:
    """The narrowest screen, everything twice as large, letters alone twice as large, and paper."""
    context = browser.new_context(base_url=base, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    for address in addresses:
        _open(page, address)
        for how, width, script in (
            ("320 px", NARROW, ""),
            ("zoom 200 %", DESK // 2, ""),
            ("text 200 %", DESK, "audit.enlarge()"),
        ):
            page.set_viewport_size({"width": width, "height": 900})
            if script:
                page.evaluate(script)
            yield f"{address} {how}", _ask(page, "audit.tooWide()", "too wide", f"{address} {how}")
        yield f"{address} print", _on_paper(page, address)
    context.close()


def told(seen: int, found: Iterable[Finding]) -> str:
    """A summary: each thing at fault with how often it was met and where first."""
    held = list(found)
    first = {(each.rule, each.what): each.where for each in reversed(held)}
    lines = [
        f"{count:4} × {rule}, first at {first[rule, what]}: {what}"
        for (rule, what), count in Counter((each.rule, each.what) for each in held).most_common(SHOWN)
    ]
    return "\n".join([f"{seen} views, {len(held) or 'no'} findings", *lines])


def _open(page: Page, address: str) -> None:
    page.emulate_media(media="screen")
    page.goto(address)
    page.evaluate(CHECKS)
    page.evaluate("audit.openAll()")


def _by_axe(page: Page, where: str) -> list[Finding]:
    page.evaluate("void (audit.stickAgain = audit.unstick())")
    violations: list[dict[str, Any]] = Axe().run(page, options=WITH_TARGETS).response["violations"]
    page.evaluate("audit.stickAgain()")
    pairs = [(str(each["id"]), str(node["html"])) for each in violations for node in each["nodes"]]
    return [Finding(rule, where, html) for rule, html in pairs if not (rule == "target-size" and BAR in html)]


def _by_eye(page: Page, where: str) -> list[Finding]:
    page.keyboard.press("Tab")  # from here on the browser takes the reader for one of the keyboard
    return [
        *_ask(page, "audit.tooWide()", "too wide", where),
        *_ask(page, "audit.unseenFocus()", "focus not seen", where),
        *_ask(page, "audit.moving()", "moves where motion is to be reduced", where),
    ]


def _on_paper(page: Page, address: str) -> list[Finding]:
    page.goto(address)
    page.evaluate(CHECKS)
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    where = f"{address} print"
    return [
        *_ask(page, "audit.tooWide()", "too wide", where),
        *_ask(page, "audit.controlsOnPaper()", "control on paper", where),
        *_ask(page, "audit.hiddenOnPaper()", "not on paper", where),
    ]


def _ask(page: Page, question: str, rule: str, where: str) -> list[Finding]:
    return [Finding(rule, where, what) for what in page.evaluate(question)]
