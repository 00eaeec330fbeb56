"""Words for instruments in a text, told by models from all that stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from agreements.reading import Document
from agreements.reading.page import Page, Sentence, lay_out
from benchmarks.reading import normal
from benchmarks.reading.learned.words import Features, bag, merged, shape, stem, words
from benchmarks.reading.sets import Item

_CUES = re.compile(
    r"(?i:memorand(?:um|a)(?: of \w+)?|\bmo[uc]s?\b|free[- ]trade (?:agreement|deal|pact)|\bftas?\b"
    r"|joint (?:statement|declaration)"
    r"|letters? of intent|\bloi\b|\b(?:accord|declaration|treaty|convention|protocol|partnership|contract|order"
    r"|statement|fund"
    r"|programme|program|scheme|project|agreement|pact|deal|arrangement|framework|roadmap|dialogue|forum|committee"
    r"|investment|invest|exchange|alliance|venture|tie-up|charter|compact)s?\b)"
    r"|양해각서|업무협약|자유무역협정|어코드|합의|조약|협정|협약|파트너십|계약|공동성명|선언|기금|펀드|사업|프로그램|의향서|약정"
    r"|프레임워크|협의체|대화|자매결연|투자|로드맵|협력"
)
_UK = re.compile(r"\b(?:UK|Brit\w+|London|English|Scot\w+|Wales|Welsh)\b|영국|런던|한영|한·영")
_KR = re.compile(r"\b(?:Korea\w*|Seoul|Busan|ROK)\b|한국|서울|대한민국|한영|한·영|우리나라")
_THIRD = re.compile(
    r"\b(?:Japan\w*|US|U\.S\.|America\w*|EU|European|China|Chinese|France|French|Germany|North Korea)\b"
    r"|일본|미국|중국|유럽|북한|한미"
)
_BEFORE_IN_TITLE, _AFTER_IN_TITLE = 60, 60
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Naming:
    """A word that could name an instrument, in its sentence."""

    start: int
    end: int
    sentence: Sentence
    features: Features
    title: str


def namings(document: Document) -> list[Naming]:
    """Every such word on the page outside its furniture."""
    page = lay_out(document)
    found = []
    for cue in _CUES.finditer(page.surface):
        sentence = page.sentence_at(cue.start())
        if sentence:
            found.append(
                Naming(cue.start(), cue.end(), sentence, _features(page, sentence, cue), _title(page, sentence, cue))
            )
    return found


def _title(page: Page, sentence: Sentence, cue: re.Match[str]) -> str:
    start, end = max(sentence.start, cue.start() - _BEFORE_IN_TITLE), min(sentence.end, cue.end() + _AFTER_IN_TITLE)
    before = re.split(r"[,;:.()]|\b(?:the|a|an|signed|sign|its|their)\b", page.surface[start : cue.start()])[-1]
    after = re.split(r"[,;:.()]|\b(?:which|that|after|signed|during|while)\b", page.surface[cue.end() : end])[0]
    return f"{before}{cue[0]}{after if re.match(r' (?:on|for|to|in|with|between|of) ', after) else ''}".strip()


def _features(page: Page, sentence: Sentence, cue: re.Match[str]) -> Features:
    line, start = page.surface[sentence.start : sentence.end], cue.start() - sentence.start
    before, after = words(line[:start])[-5:], words(line[start + len(cue[0]) :])[:5]
    near = {f"before{n}:{stem(w.text)}": 1.0 for n, w in enumerate(reversed(before))}
    near |= {f"after{n}:{stem(w.text)}": 1.0 for n, w in enumerate(after)}
    text = page.surface
    return merged(
        near,
        bag("near", line[max(0, start - 60) : start + len(cue[0]) + 60]),
        bag("sentence", line),
        {
            f"cue:{stem(cue[0])}": 1.0,
            f"shape:{shape(cue[0])}:{shape(before[-1].text) if before else ''}": 1.0,
            "sentence has uk": float(bool(_UK.search(line))),
            "sentence has kr": float(bool(_KR.search(line))),
            "sentence has both": float(bool(_UK.search(line) and _KR.search(line))),
            "text has both": float(bool(_UK.search(text) and _KR.search(text))),
            "third country": float(bool(_THIRD.search(line))),
            "place": sentence.start / max(1, len(text)),
            "first sentences": float(sentence.index < 3),
        },
    )


def labelled(item: Item) -> Iterator[tuple[Naming, dict[str, Any] | None]]:
    """Each naming with the gold mention it belongs to; None where it names none of ours. Optional ones are left out."""
    found = namings(item.document)
    places = [(item.document.text.find(gold["quote"]), gold) for gold in item.gold]
    for naming in found:
        inside = [g for at, g in places if at <= naming.start and naming.end <= at + len(g["quote"])]
        titled = [g for _, g in places if normal.title_likeness(g["title"], naming.title) >= 85]
        best = max(inside or titled, key=lambda g: normal.title_likeness(g["title"], naming.title), default=None)
        if best is None or not best["bilateral"]:
            yield naming, None
        elif not best.get("optional"):
            yield naming, best


class NamingModel:
    """Is it an instrument of ours; which form; which status; which sectors: a logistic regression each."""

    def __init__(self, items: Sequence[Item]) -> None:
        pairs = [pair for item in items for pair in labelled(item)]
        ours = [(naming, gold) for naming, gold in pairs if gold is not None]
        self._vectors = DictVectorizer().fit([naming.features for naming, _ in pairs])
        every = self._vectors.transform([naming.features for naming, _ in pairs])
        self._is_ours = _regression(0.3).fit(every, [gold is not None for _, gold in pairs])
        told = self._vectors.transform([naming.features for naming, _ in ours])
        self._form = _regression(1.0).fit(told, [normal.form(gold["type"]) for _, gold in ours])
        self._status = _regression(1.0).fit(told, [normal.status(gold["status"]) for _, gold in ours])
        self._sectors = {
            code: _regression(1.0).fit(told, labels)
            for code in sorted({code for _, gold in ours for code in gold["sectors"]})
            if sum(labels := [code in gold["sectors"] for _, gold in ours]) >= 3
        }

    def _vector(self, naming: Naming) -> Any:
        return self._vectors.transform([naming.features])

    def chance(self, naming: Naming) -> float:
        """How likely it names an instrument of ours."""
        return float(self._is_ours.predict_proba(self._vector(naming))[0][1])

    def form(self, naming: Naming) -> str:
        """Its form in the annotators' codes."""
        return str(self._form.predict(self._vector(naming))[0])

    def status(self, naming: Naming) -> str:
        """Its status in the annotators' codes."""
        return str(self._status.predict(self._vector(naming))[0])

    def sectors(self, naming: Naming) -> list[str]:
        """The sectors told by its words; the likeliest if none is likely."""
        chances = {c: float(m.predict_proba(self._vector(naming))[0][1]) for c, m in self._sectors.items()}
        return [code for code, chance in chances.items() if chance >= _SURE] or [max(chances, key=lambda c: chances[c])]


def _regression(strength: float) -> Any:
    return LogisticRegression(C=strength, max_iter=300, class_weight="balanced", random_state=0)
