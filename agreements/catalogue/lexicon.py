"""The words of the published register, for guessing what was meant by a word that is not among them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from agreements.catalogue import edition, tokens
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.models import Agreement, AgreementName, Organisation

CLOSE_ENOUGH, MOST, SHORTEST = 75, 3, 2


def near(text: str) -> tuple[str, ...]:
    """`text` with each unknown word replaced by its nearest known one; nothing when no word is near."""
    known = _known(edition.current().stamp)
    typed = tokens.words(tokens.plain(text))[:12]
    choices = [[word] if word in known else _nearest(word, known) for word in typed]
    if not typed or not all(choices) or all(word in known for word in typed):
        return ()
    widest = max(map(len, choices))
    guesses = (" ".join(each[min(place, len(each) - 1)] for each in choices) for place in range(widest))
    return tuple(dict.fromkeys(guesses))


def _nearest(word: str, known: dict[str, str]) -> list[str]:
    """Compared letter by letter, Hangul by its jamo, so that one wrong vowel is one wrong letter."""
    found = process.extract(_apart(word), known, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST)
    return [key for _form, _score, key in found]


def _apart(word: str) -> str:
    return unicodedata.normalize("NFD", word)


@lru_cache(maxsize=2)
def _known(_stamp: tuple[int, str]) -> dict[str, str]:
    """Each word and its letters apart; made once for every state of the catalogue."""
    words = {word for text in _texts() for word in tokens.words(tokens.plain(text))}
    return {word: _apart(word) for word in sorted(words) if len(word) >= SHORTEST and not word.isdigit()}


def _texts() -> Iterable[str]:
    published = Agreement.objects.published()
    for pair in published.values_list("title_en", "title_ko"):
        yield from pair
    yield from AgreementName.objects.filter(agreement__in=published).values_list("text", flat=True)
    for names in Organisation.objects.in_published().values_list("name_en", "name_ko", "abbreviation"):
        yield from names
    for term in (*SECTORS.values(), *FORMS.values()):
        yield from (term.en, term.ko)
