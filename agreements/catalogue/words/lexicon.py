"""The words of the published register, for guessing what was meant by a word that is not among them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from agreements.catalogue.words import thesaurus, tokens
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.models import Agreement, AgreementName, Occasion, Organisation, OrganisationName, Person, PersonName

CLOSE_ENOUGH, MOST, SHORTEST, LONGEST = 75, 3, 2, 40
FEWEST_TO_BEGIN = 4
"""Letters of a word that may stand for the longer words that begin with it."""
PARTICLES = frozenset("은 는 이 가 을 를 의 에 와 과 도 로 및 으로 에서 에게 까지 부터 이나 이란 관련 간".split())
"""What a Korean sentence hangs on a noun."""
Stamp = tuple[int, str]


@dataclass(frozen=True)
class Lexicon:
    """Every word once, in order, and each with its letters apart."""

    words: Sequence[str]
    apart: dict[str, str]

    def __contains__(self, word: object) -> bool:
        return word in self.apart

    def nearest(self, word: str) -> list[str]:
        """Compared letter by letter, Hangul by its jamo, so that one wrong vowel is one wrong letter."""
        found = process.extract(
            _apart(word[:LONGEST]), self.apart, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST
        )
        return [key for _form, _score, key in found]

    def begun(self, word: str) -> bool:
        """Whether a longer word begins with this one."""
        place = bisect_right(self.words, word)
        return len(word) >= FEWEST_TO_BEGIN and place < len(self.words) and self.words[place].startswith(word)

    def parts(self, word: str) -> list[str]:
        """The known words that a Hangul compound is made of, particles left out; nothing when it is not made of such.

        As few as possible: 반도체협력을 is 반도체, 협력.
        """
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(end):
                before, piece = best[start], word[start:end]
                if before is None or not (self._is_noun(piece) or (start and piece in PARTICLES)):
                    continue
                made = before if piece in PARTICLES and start else [*before, piece]
                if best[end] is None or len(made) < len(best[end] or ()):
                    best[end] = made
        return best[len(word)] or []

    def _is_noun(self, piece: str) -> bool:
        return len(piece) > 1 and piece in self.apart


def near(text: str, stamp: Stamp) -> tuple[str, ...]:
    """`text` with each unknown word replaced by its nearest known one; nothing when no word is near."""
    known = current(stamp)
    typed = tokens.words(tokens.plain(text))[:12]
    choices = [[word] if word in known else known.nearest(word) for word in typed]
    if not typed or not all(choices) or all(word in known for word in typed):
        return ()
    widest = max(map(len, choices))
    guesses = (" ".join(each[min(place, len(each) - 1)] for each in choices) for place in range(widest))
    return tuple(dict.fromkeys(guesses))


def _apart(word: str) -> str:
    return unicodedata.normalize("NFD", word)


@lru_cache(maxsize=2)
def current(_stamp: Stamp) -> Lexicon:
    """Made once for every state of the catalogue."""
    found = {word for text in _texts() for word in tokens.words(tokens.plain(text))} | thesaurus.vocabulary()
    kept = sorted(word for word in found if SHORTEST <= len(word) <= LONGEST and not word.isdigit())
    return Lexicon(kept, {word: _apart(word) for word in kept})


def _texts() -> Iterable[str]:
    published = Agreement.objects.published()
    for row in published.values_list("title_en", "title_ko", "summary_en", "summary_ko").iterator(5000):
        yield from row
    yield from AgreementName.objects.filter(agreement__in=published).values_list("text", flat=True)
    bodies, people = Organisation.objects.in_published(), Person.objects.in_published()
    for table in (bodies, people, Occasion.objects.in_published()):
        for names in table.values_list("name_en", "name_ko"):
            yield from names
    yield from bodies.values_list("abbreviation", flat=True)
    yield from OrganisationName.objects.filter(organisation__in=bodies).values_list("text", flat=True)
    yield from PersonName.objects.filter(person__in=people).values_list("text", flat=True)
    for term in (*SECTORS.values(), *FORMS.values()):
        yield from (term.en, term.ko)
