"""Constructed web pages: a text of ours inside the furniture of a ministry, a paper and a Korean portal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from benchmarks.reading.sets import Item, seen_items

_MENU = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Home", "News", "Policy", "About us", "Contact", "Jobs"))
_RELATED = "".join(
    f'<li><a href="/story/{n}">{n}</a><p>Officials set out what happens next after the talks in the capital.</p></li>'
    for n in ("Japan and UK sign defence pact", "France signs trade deal with Korea", "Most read: markets rally")
)
_MENU_KO = "".join(f'<a href="/{n}">{n}</a> | ' for n in ("홈", "정치", "경제", "사회", "국제", "로그인", "회원가입"))
_RELATED_KO = "".join(
    f'<div class="item"><a href="/a{n}">{n}</a></div>'
    for n in ("한미 방위비 협정 서명", "일본·영국 협정 체결", "많이 본 뉴스")
)
_COOKIE = "<div id='cookie'>We use cookies to make this site work. <button>Accept all</button></div>"


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page, its main text and the annotated item that the text is taken from."""

    kind: str
    html: str
    text: str
    item: Item


def webpages() -> Iterator[WebPage]:
    """A page for every annotated item of some length, in turn of one of two kinds for its language."""
    for number, item in enumerate(item for item in seen_items() if len(item.document.text) > 300):
        paragraphs = [line for line in item.document.text.splitlines() if len(line) > 60]
        if len(paragraphs) < 2:
            continue
        build = ((_portal, _flat) if item.language == "ko" else (_ministry, _paper))[number % 2]
        title = escape(item.document.title or "News")
        html = build(title, [escape(paragraph) for paragraph in paragraphs])
        yield WebPage(build.__name__.strip("_"), html, "\n".join(paragraphs), item)


def _ministry(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<html lang='en'><head><title>{title} - GOV</title></head><body>{_COOKIE}<header><nav><ul>{_MENU}</ul></nav>"
        f"</header><main><h1>{title}</h1><div class='govspeak'>{body}</div></main><aside><h2>Related content</h2>"
        f"<ul>{_RELATED}</ul></aside><footer>All content is available under the Open Licence.</footer></body></html>"
    )


def _paper(title: str, paragraphs: list[str]) -> str:
    middle = f"<div class='most-read'><h3>Most read</h3><ul>{_RELATED}</ul></div>"
    sign_up = "<div class='newsletter'><p>Sign up to our daily briefing and never miss a story again.</p></div>"
    body = "".join(f"<p>{p}</p>" + (middle if n == 1 else sign_up if n == 2 else "") for n, p in enumerate(paragraphs))
    return (
        f"<html lang='en'><head><title>{title}</title></head><body><div class='top'><ul>{_MENU}</ul></div>{_COOKIE}"
        f"<div id='content'><h1>{title}</h1><div class='byline'>By Our Reporter</div>{body}"
        f"<div class='share'>Share on X Facebook Email</div><div class='more'>{_RELATED}</div></div></body></html>"
    )


def _portal(title: str, paragraphs: list[str]) -> str:
    body = "<br><br>".join(paragraphs)
    return (
        f"<html lang='ko'><head><title>{title}</title></head><body><div class='gnb'>{_MENU_KO}</div><table><tr><td>"
        f"<h3>{title}</h3><div class='info'>입력 2024.05.03 기사원문 스크랩 글자크기</div><div id='articleBody'>{body}"
        f"</div></td><td class='side'>{_RELATED_KO}</td></tr></table><div class='copy'>무단전재 및 재배포 금지</div>"
        "</body></html>"
    )


def _flat(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<div>{p}</div>" for p in paragraphs)
    return (
        f"<html lang='ko'><head><title>{title}</title></head><body><div>{_MENU_KO}</div><div class='view'>"
        f"<div class='tit'>{title}</div><div class='cont'>{body}</div><div>첨부파일 보도자료.hwp 다운로드</div>"
        f"<div>이전글 다음글 목록</div></div><div class='rel'>{_RELATED_KO}</div></body></html>"
    )
