"""Precision and recall of found mentions against annotated ones, by the rules of the annotation guideline.

A found mention is paired with a gold one whose quote it shares or whose title and type it has. Optional
gold counts neither as missed nor, when found, as wrong. Of paired mentions each field is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reading import normal

Mention = dict[str, Any]
_SHARED, _TITLE_LIKE = 10, 80
SET_FIELDS = ("sectors", "people", "parties", "amounts")


@dataclass
class Tally:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, how much is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """All figures over a set of items."""

    relevance: Tally = field(default_factory=Tally)
    mentions: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in SET_FIELDS})
    of_paired: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def share(self, name: str, among: str = "paired") -> float:
        """The share of paired mentions whose field is right."""
        return self.of_paired[name] / self.of_paired[among] if self.of_paired[among] else 0.0

    def figures(self) -> dict[str, float]:
        """The figures that are compared between runs."""
        figures = {
            "relevance F1": self.relevance.f1,
            "mention precision": self.mentions.precision,
            "mention recall": self.mentions.recall,
            "form": self.share("form"),
            "status": self.share("status"),
            "date": self.share("dated right", "dated"),
        }
        figures |= {f"{name} F1": tally.f1 for name, tally in self.fields.items()}
        return {name: round(value, 3) for name, value in figures.items()}


def score(items: Iterable[tuple[str, str, Sequence[Mention], Sequence[Mention]]]) -> Scores:
    """Score items, each an id, its text, the gold mentions and the found ones."""
    scores = Scores()
    for identity, text, gold, found in items:
        _relevance(scores, gold, found)
        _item(scores, identity, text, gold, [mention for mention in found if mention["bilateral"]])
    return scores


def _is_core(mention: Mention) -> bool:
    return mention["bilateral"] and not mention.get("optional")


def _relevance(scores: Scores, gold: Sequence[Mention], found: Sequence[Mention]) -> None:
    is_so, said = any(map(_is_core, gold)), any(mention["bilateral"] for mention in found)
    scores.relevance.right += is_so and said
    scores.relevance.wrong += said and not is_so
    scores.relevance.missed += is_so and not said


def _item(scores: Scores, identity: str, text: str, gold: Sequence[Mention], found: Sequence[Mention]) -> None:
    pairs = pairs_of(text, gold, found)
    for g, f in pairs:
        if not gold[g]["bilateral"]:
            scores.mentions.wrong += 1
            scores.misses.append(f"{identity}: taken for ours: {found[f]['title']}")
        elif _is_core(gold[g]):
            scores.mentions.right += 1
            _fields(scores, gold[g], found[f])
    paired_gold, paired_found = {g for g, _ in pairs}, {f for _, f in pairs}
    for f, mention in enumerate(found):
        if f not in paired_found and not any(
            _likeness(text, other, mention) for other in gold if other.get("optional") and other["bilateral"]
        ):
            scores.mentions.wrong += 1
            scores.misses.append(f"{identity}: too much: {mention['title']}")
    for g, mention in enumerate(gold):
        if _is_core(mention) and g not in paired_gold:
            scores.mentions.missed += 1
            scores.misses.append(f"{identity}: missed: {mention['title']}")


def pairs_of(text: str, gold: Sequence[Mention], found: Sequence[Mention]) -> list[tuple[int, int]]:
    """The best pairs first, each mention once; core gold goes before optional gold of equal likeness."""
    scored = [
        (likeness + 0.05 * _is_core(g), -i, -j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (likeness := _likeness(text, g, f))
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(-i != g and -j != f for g, f in pairs):
            pairs.append((-i, -j))
    return pairs


def _likeness(text: str, gold: Mention, found: Mention) -> float:
    one, two = _place(text, gold["quote"]), _place(text, found["quote"])
    shared = min(one[1], two[1]) - max(one[0], two[0])
    shorter = min(one[1] - one[0], two[1] - two[0])
    title = normal.title_likeness(gold["title"], found["title"])
    gold_form, found_form = normal.form(gold["type"]), normal.form(found["type"])
    same_words = shared >= _SHARED or shared * 2 >= shorter > 0
    if not same_words and not (title >= _TITLE_LIKE and normal.alike(gold_form, found_form)):
        return 0.0
    by_form = 0.5 if gold_form == found_form else 0.2 if normal.alike(gold_form, found_form) else 0.0
    return (shared / shorter if same_words else 0.0) + title / 100 + by_form


def _place(text: str, quote: str) -> tuple[int, int]:
    start = text.find(quote)
    return (start, start + len(quote)) if start >= 0 else (-1, -1)


def _fields(scores: Scores, gold: Mention, found: Mention) -> None:
    count = scores.of_paired
    count["paired"] += 1
    count["form"] += normal.form(gold["type"]) == normal.form(found["type"])
    count["status"] += normal.status(found["status"]) in {gold["status"], *gold.get("status_alt", ())}
    if gold.get("date"):
        allowed = (gold["date"], *gold.get("date_alt", ()))
        date = found["date"] or ""
        count["dated"] += 1
        count["dated right"] += any(date == one or date.startswith(f"{one}-") for one in allowed)
    sectors = {normal.sector(code) for code in found["sectors"]} - normal.NOT_SCORED
    _match(scores.fields["sectors"], {normal.sector(code) for code in gold["sectors"]}, sectors, str.__eq__)
    people = [person["name"] for person in gold["people"]], [person["name"] for person in found["people"]]
    _match(scores.fields["people"], *people, normal.same_person)
    for side in ("uk_parties", "kr_parties"):
        _match(scores.fields["parties"], gold[side], found[side], normal.same_party)
    sums = [(s["value"], s["currency"]) for s in found["amounts"]]
    also = [(s["value"], s["currency"]) for s in gold.get("amounts_alt", ())]
    wanted = [(s["value"], s["currency"]) for s in gold["amounts"]]
    _match(scores.fields["amounts"], wanted, [s for s in sums if s in wanted or s not in also], tuple.__eq__)


def _match(tally: Tally, gold: Iterable[Any], found: Iterable[Any], same: Callable[[Any, Any], bool]) -> None:
    left = list(gold)
    for one in found:
        partner = next((other for other in left if same(other, one)), None)
        if partner is None:
            tally.wrong += 1
        else:
            left.remove(partner)
            tally.right += 1
    tally.missed += len(left)
