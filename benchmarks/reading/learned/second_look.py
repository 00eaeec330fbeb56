"""A second look at the words for instruments that the rules refused: which of them should have been taken?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.pipeline import make_pipeline

from agreements.reading import Reading
from agreements.reading import reader as rules
from agreements.reading.compose.candidates import find_candidates
from agreements.reading.compose.choose import Chosen, Refused, choose
from agreements.reading.compose.clues import Clues, collect
from agreements.reading.compose.sides import Outlook
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.page import lay_out
from agreements.reading.serialise import to_json
from benchmarks.reading.learned.words import Features, bag, merged
from benchmarks.reading.scoring import pairs_of
from benchmarks.reading.sets import Item

Mention = dict[str, Any]
_TREES, _ASIDE = 300, 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused naming; ``missed``: whether it stands in an instrument that was missed, None where that is open."""

    refused: Refused
    features: Features
    missed: bool | None


def refusals_of(item: Item) -> Iterator[Refusal]:
    """Every refused naming of an item with what the annotators say of its place."""
    clues, outlook, chosen, refused = _chosen(item)
    text = item.document.text
    found = [mention for mention in _mentions(item, clues, chosen) if mention["bilateral"]]
    met = {g for g, _ in pairs_of(text, item.gold, found)}
    for one in refused:
        at = one.candidate.head.start
        around = [(n, g) for n, g in enumerate(item.gold) if 0 <= at - text.find(g["quote"]) < len(g["quote"])]
        missed = any(n not in met and g["bilateral"] and not g.get("optional") for n, g in around)
        yield Refusal(one, _features(clues, outlook, one), True if missed else None if around else False)


class SecondLook:
    """Trees over a naming, what is asserted of it and why it was refused."""

    def __init__(self, examples: Sequence[Refusal]) -> None:
        told = [one for one in examples if one.missed is not None]
        trees = RandomForestClassifier(_TREES, min_samples_leaf=2, class_weight="balanced", random_state=0)
        self._model = make_pipeline(DictVectorizer(sparse=False), trees)
        self._model.fit([one.features for one in told], [bool(one.missed) for one in told])

    def with_taken_back(self, item: Item, refusals: Sequence[Refusal], sure: float) -> list[Mention]:
        """The mentions of an item as the rules make them when likely refusals are taken back."""
        clues, _, chosen, _ = _chosen(item)
        chances = self._model.predict_proba([one.features for one in refusals])[:, 1] if refusals else ()
        back = {one.refused.candidate.head for one, chance in zip(refusals, chances, strict=True) if chance >= sure}
        kept = [one for one in chosen if not (one.points_back and one.candidate.head in back)]
        kept += [Chosen(one.refused.candidate, True) for one in refusals if one.refused.candidate.head in back]
        return _mentions(item, clues, sorted(kept, key=lambda one: one.candidate.head))


def _chosen(item: Item) -> tuple[Clues, Outlook, list[Chosen], list[Refused]]:
    clues = collect(lay_out(item.document), Gazetteer(()))
    outlook = Outlook(clues)
    chosen, refused = choose(clues, outlook, find_candidates(clues))
    return clues, outlook, chosen, refused


def _mentions(item: Item, clues: Clues, chosen: list[Chosen]) -> list[Mention]:
    found: list[Mention] = to_json(Reading(True, rules._mentions(clues, chosen), ()), item.document)["mentions"]
    return found


def _features(clues: Clues, outlook: Outlook, refused: Refused) -> Features:
    one, said = refused.candidate, refused.candidate.assertion
    text, sides = clues.page.surface, outlook.sides(one.sentence)
    near = text[max(one.sentence.start, one.head.start - _ASIDE) : min(one.sentence.end, one.head.end + _ASIDE)]
    flags = {
        "bare": one.is_bare, "definite": one.title.is_definite, "new": one.title.is_new,
        "proper": one.title.is_proper, "both": sides.both, "one": sides.one, "text of both": outlook.of_both,
        "title of both": outlook.title_of_both, "first": one.sentence.index < 3,
    }  # fmt: skip
    codes = {
        "reason": refused.reason, "form": one.form, "strength": one.strength, "rule": one.rule,
        "status": said.status if said else "", "status rule": said.rule if said else "",
    }  # fmt: skip
    return merged(
        bag("near", near),
        bag("title", one.title.span.of(text)),
        {name: float(flag) for name, flag in flags.items()},
        {f"{name}:{code}": 1.0 for name, code in codes.items()},
        {"strength of what is said": (said.strength if said else 0) / 3, "place": one.sentence.start / len(text)},
    )
