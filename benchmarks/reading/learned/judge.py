"""A second judge of what the rules found: is the mention right, and what is its form and status?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from agreements.reading import Document, Reading
from agreements.reading.serialise import to_json
from benchmarks.reading import normal
from benchmarks.reading.learned.words import Features, bag, merged
from benchmarks.reading.scoring import pairs_of
from benchmarks.reading.sets import Item

Mention = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A mention that the rules found, what a model is told of it, and the gold mention it met.

    ``verdict``: right, wrong or, where careful readers differ, open.
    """

    mention: Mention
    features: Features
    gold: Mention | None
    verdict: str


def told(item: Item, reading: Reading) -> Iterator[Told]:
    """Every bilateral mention of a reading with the annotators' verdict on it."""
    text = item.document.text
    found = described(item.document, reading)
    pairs = {f: item.gold[g] for g, f in pairs_of(text, item.gold, [mention for mention, _ in found])}
    optional = [gold for gold in item.gold if gold.get("optional") and gold["bilateral"]]
    for number, (mention, features) in enumerate(found):
        gold = pairs.get(number)
        beside = gold is None and any(pairs_of(text, [other], [mention]) for other in optional)
        is_open = beside or (gold is not None and bool(gold.get("optional")))
        verdict = "open" if is_open else "right" if gold and gold["bilateral"] else "wrong"
        yield Told(mention, features, gold, verdict)


def described(document: Document, reading: Reading) -> list[tuple[Mention, Features]]:
    """The bilateral mentions as printed, each with its features."""
    printed = to_json(reading, document)["mentions"]
    pairs = list(zip(printed, reading.mentions, strict=True))
    return [
        (mention, _features(document, mention, facts, len(pairs), place))
        for place, (mention, facts) in enumerate(pairs)
        if mention["bilateral"]
    ]


def _features(document: Document, mention: Mention, facts: Any, count: int, place: int) -> Features:
    text, quote = document.text, facts.quote
    around = text[max(0, quote.start - 80) : quote.end + 80]
    parties = (*facts.uk_parties, *facts.kr_parties)
    countries = sum(fact.rule == "country-named" for fact in parties)
    return merged(
        bag("title", mention["title"]),
        bag("quote", mention["quote"]),
        bag("around", around),
        {
            f"form:{mention['type']}": 1.0,
            f"form rule:{facts.form.rule}": 1.0,
            f"status:{mention['status']}": 1.0,
            f"status rule:{facts.status.rule}": 1.0,
            f"both:{facts.form.rule}:{facts.status.rule}": 1.0,
            "namings": min(len(facts.spans), 4) / 4,
            "parties that are bodies": min(len(parties) - countries, 4) / 4,
            "only countries": float(countries == len(parties)),
            "no parties of one side": float(not facts.uk_parties or not facts.kr_parties),
            "third parties": float(bool(facts.other_parties)),
            "people": min(len(facts.people), 4) / 4,
            "dated": float(facts.date is not None),
            "sums": float(bool(facts.amounts)),
            "umbrella": float(facts.umbrella),
            "no sector": float(mention["sectors"] == ["other"]),
            "title begins with a capital": float(mention["title"][:1].isupper()),
            "words of title": min(len(mention["title"].split()), 10) / 10,
            "place": quote.start / max(1, len(text)),
            "mentions": min(count, 8) / 8,
            "first": float(place == 0),
        },
    )


class Judge:
    """Logistic regressions over the rules' mentions: kept or dropped, form, status."""

    def __init__(self, examples: Sequence[Told], strength: float = 0.1) -> None:
        plain = [one for one in examples if one.verdict != "open"]
        paired = [one for one in examples if one.verdict == "right" and one.gold]
        self._is_right = _regression(strength, "balanced").fit(
            [one.features for one in plain], [one.verdict == "right" for one in plain]
        )
        features = [one.features for one in paired]
        self._form = _regression(1.0, None).fit(features, [normal.form(one.gold["type"]) for one in paired if one.gold])
        self._status = _regression(1.0, None).fit(
            features, [normal.status(one.gold["status"]) for one in paired if one.gold]
        )

    def chance(self, features: Features) -> float:
        """How likely the mention is right."""
        return float(self._is_right.predict_proba([features])[0][1])

    def amended(self, one: Told, sure: float) -> Mention:
        """A mention with the form and status that the model is sure of."""
        form = _unless_sure(self._form, one.features, normal.form(one.mention["type"]), one.mention["type"], sure)
        said = one.mention["status"]
        return {
            **one.mention,
            "type": form,
            "status": _unless_sure(self._status, one.features, normal.status(said), said, sure),
        }


def _unless_sure(model: Any, features: Features, code: str, said: str, sure: float) -> str:
    chances = model.predict_proba([features])[0]
    best = int(chances.argmax())
    return str(model.classes_[best]) if chances[best] >= sure and model.classes_[best] != code else said


def _regression(strength: float, weight: str | None) -> Any:
    return make_pipeline(
        DictVectorizer(), LogisticRegression(C=strength, max_iter=500, class_weight=weight, random_state=0)
    )
