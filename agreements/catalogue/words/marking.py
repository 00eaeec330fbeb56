"""Rows of a list with what was searched for marked in them, and an extract where a row shows none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.agreements import AgreementCard, Extract
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.words import passages
from agreements.catalogue.words.highlights import Marker
from agreements.catalogue.words.passages import Passage
from agreements.catalogue.words.queries import Term

BODIES_SHOWN, MOST_EXTRACTS, MOST_KEPT = 3, 2, 2000
_kept: tuple[str, dict[int, list[Passage]]] = ("", {})


def marked(
    cards: Sequence[AgreementCard], keys: Sequence[int], terms: Sequence[Term], now: Edition, language: str
) -> tuple[AgreementCard, ...]:
    """The cards of `keys` with the terms marked: three queries at most, however many there are.

    Passages are read of those alone whose row does not show all that was searched for.
    """
    marker = Marker(terms, _texts(cards))
    partly = {key for card, key in zip(cards, keys, strict=True) if not _shows(card, terms, marker)}
    held = _passages([key for key in keys if key in partly], now) if partly else {}
    if partly:
        marker = marker.also(each.text for key in partly for each in held.get(key, ()))
    return tuple(
        _marked(card, held.get(key, ()) if key in partly else (), marker, language)
        for card, key in zip(cards, keys, strict=True)
    )


def _shows(card: AgreementCard, terms: Sequence[Term], marker: Marker) -> bool:
    """Whether a reader sees every term in the row itself."""
    seen = {term for text in _visible(card) for term in marker.hits(text)}
    return seen.issuperset(terms)


def _marked(card: AgreementCard, held: Sequence[Passage], marker: Marker, language: str) -> AgreementCard:
    shown = replace(
        card,
        title=marker.marked(card.title),
        other_title=marker.marked(card.other_title),
        form=marker.labelled(card.form),
        uk=tuple(map(marker.marked, card.uk)),
        kr=tuple(map(marker.marked, card.kr)),
        others=tuple(map(marker.marked, card.others)),
        uk_signers=tuple(map(marker.marked, card.uk_signers)),
        kr_signers=tuple(map(marker.marked, card.kr_signers)),
        sectors=tuple(map(marker.labelled, card.sectors)),
    )
    return replace(shown, extracts=tuple(_extracts(card, held, marker, language)))


def _extracts(card: AgreementCard, held: Sequence[Passage], marker: Marker, language: str) -> Iterable[Extract]:
    """From the passages that hold most of what the row does not show, in the reader's language where there is a choice.

    What stands in no passage, such as a word of a search that found its other words, has none.
    """
    if not held:
        return
    seen = {term for text in _visible(card) for term in marker.hits(text)}
    hits = {passage: set(marker.hits(passage.text)) for passage in held}
    missing = {term for found in hits.values() for term in found} - seen
    for _number in range(MOST_EXTRACTS):
        if missing:
            best = max(hits, key=lambda each: _merit(each, hits[each] & missing, language))
            yield Extract(_where(best.kind), _short(best, hits[best] & missing, marker))
            missing -= hits[best]


def _merit(passage: Passage, found: set[Term], language: str) -> tuple[int, bool, int]:
    return len(found), passage.language in ("", language[:2]), -list(passages.WEIGHTS).index(passage.kind)


def _short(passage: Passage, terms: set[Term], marker: Marker) -> Text:
    return marker.extract(passage.text, passage.language, terms)


def _where(kind: str) -> str:
    return {
        "title": _("In the title"),
        "number": _("In the number"),
        "name": _("In other names"),
        "sector": _("In the sectors"),
        "body": _("In the parties"),
        "person": _("Among people"),
        "occasion": _("In the occasion"),
        "form": _("In the form"),
        "post": _("In posts held"),
        "summary": _("In the summary"),
        "evidence": _("In a quotation"),
    }[kind]


def _texts(cards: Iterable[AgreementCard]) -> Iterable[str]:
    for card in cards:
        yield from _visible(card)
        yield from (text.words for side in _sides(card) for text in side)


def _visible(card: AgreementCard) -> Iterable[str]:
    """What a reader sees of the card at once."""
    yield from (card.title.words, card.other_title.words, card.form.text)
    yield from (text.words for side in _sides(card, BODIES_SHOWN) for text in side)
    yield from (label.text for label in card.sectors)


def _sides(card: AgreementCard, shown: int | None = None) -> tuple[Sequence[Text], ...]:
    """Bodies and signers; the first few, which a row has room for, or all."""
    return card.uk[:shown], card.kr[:shown], card.others, card.uk_signers[:shown], card.kr_signers[:shown]


def _passages(keys: Sequence[int], now: Edition) -> Mapping[int, Sequence[Passage]]:
    """Kept for as long as the edition stands, so that what many search for costs no query."""
    global _kept
    name, held = _kept
    if name != now.fingerprint or len(held) > MOST_KEPT:
        _kept = name, held = now.fingerprint, {}
    if missing := [key for key in keys if key not in held]:
        held.update(passages.of(missing))
    return held
