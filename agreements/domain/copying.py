"""Whether two texts in one language are one release: what they share word for word, and what one says in its place.

Sites cut a release off, put their own words around it and touch it up. A new release from an old template changes few
words as well, but those that count: a figure, a day, a country, a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from agreements.domain.text import fold, has_hangul

LONGEST = 3_000
"""Words of a text that are compared."""
RUN = 5
"""Words in a row that are hardly the same by chance."""
LEAST = 20
SHARED = 0.5
"""Share of the shorter text that stands in the other, in runs."""
SWAPPED = 4
"""Words at most that stand in the place of others."""
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_NAMED_ALIKE = {
    alias: name
    for name, aliases in {
        "korea": "korea korean south republic rok seoul s 한국 대한민국 한국과 한국은 한국의",
        "uk": "uk u k united kingdom britain british great london 영국 영국과 영국은 영국의",
    }.items()
    for alias in aliases.split()
}
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_COUNTRY = re.compile(
    "^(일본|미국|중국|프랑스|독일|호주|캐나다|인도|베트남|이탈리아|스페인|네덜란드|폴란드|스웨덴|노르웨이|체코|브라질)"
)


@dataclass(frozen=True, slots=True)
class Copying:
    """`share` of the shorter text's words that stand in the other in runs, `words` how many; `swapped` what differs."""

    share: float
    words: int
    swapped: tuple[str, ...] = ()

    @property
    def is_one_release(self) -> bool:
        return self.words >= LEAST and self.share >= SHARED and not self.swapped


def compare(first: str, second: str) -> Copying:
    """The same whichever of the two comes first."""
    left, right = sorted((_words(first), _words(second)))
    if not left or not right:
        return Copying(0, 0)
    steps = [
        (left[at:to], right[other:then])
        for at, to, other, then in _steps([word.lower() for word in left], [word.lower() for word in right])
    ]
    sizes = [_length_of_run(*step) for step in steps]
    told_apart = tuple(sorted(_told_apart(_swaps(steps, sizes))))
    shared = sum(size for size in sizes if size >= RUN)
    return Copying(shared / min(len(left), len(right)), shared, told_apart)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)[:LONGEST]


Step = tuple[Sequence[str], Sequence[str]]
"""What the two texts say at one place: the same, or one thing in place of another."""


def _steps(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the two say the same and where they do not, by turns."""
    at, other = 0, 0
    for block in Indel.opcodes(left, right).as_matching_blocks():
        if (block.a, block.b) != (at, other):
            yield at, block.a, other, block.b
        if block.size:
            yield block.a, block.a + block.size, block.b, block.b + block.size
        at, other = block.a + block.size, block.b + block.size


def _length_of_run(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words both say here; 0 where they do not say the same."""
    return len(left) if [word.lower() for word in left] == [word.lower() for word in right] else 0


def _swaps(steps: Sequence[Step], sizes: Sequence[int]) -> Iterator[Step]:
    """What one text has in place of what the other has: within what is shared, or at its very edge."""
    long = [place for place, size in enumerate(sizes) if size >= RUN]
    for place in range(1, len(steps) - 1):
        is_inside = bool(long) and long[0] < place < long[-1]
        is_at_the_edge = max(sizes[place - 1], sizes[place + 1]) >= RUN and min(sizes[place - 1], sizes[place + 1]) > 0
        if not sizes[place] and (is_inside or is_at_the_edge):
            yield steps[place]


def _told_apart(swaps: Iterable[Step]) -> set[str]:
    """What is another figure, name or country in the second text."""
    often = Counter((tuple(mine), tuple(theirs)) for mine, theirs in swaps)
    return {
        f"{' '.join(mine)} / {' '.join(theirs)}"
        for (mine, theirs), times in often.items()
        if _is_other(mine, theirs) or (times > 1 and _is_other_word(mine, theirs))
    }


def _is_other(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(_differ(kind(mine), kind(theirs)) for kind in (_figures, _names, _countries))


def _differ(mine: set[str], theirs: set[str]) -> bool:
    """Both have some, and neither has all of the other's."""
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def _figures(words: Sequence[str]) -> set[str]:
    if len(words) > 5 * SWAPPED:
        return set()
    return {word.strip("0") for word in words if word[0].isdigit()} | {w.lower()[:3] for w in words if _is_day(w)}


def _is_day(word: str) -> bool:
    return word.lower() in _DAYS and word[0].isupper()


def _names(words: Sequence[str]) -> set[str]:
    """Capitalised words, countries under one name; initials stand for any words that they begin."""
    if len(words) > 3 * SWAPPED:
        return set()
    said = {word for word in words if word[0].isupper() and not _is_day(word)}
    plain = {_NAMED_ALIKE.get(fold(word), fold(word)) for word in said}
    return set() if any(len(word) > 1 and word.isupper() and fold(word) not in _NAMED_ALIKE for word in said) else plain


def _countries(words: Sequence[str]) -> set[str]:
    found = {match[0] for word in words if (match := _COUNTRY.match(word))}
    return found | {_NAMED_ALIKE[fold(word)] for word in words if fold(word) in _NAMED_ALIKE and has_hangul(word)}


def _is_other_word(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """A Hangul word that stands in another's place again and again: a name, as a template has it filled in."""
    if not (0 < len(mine) <= SWAPPED and 0 < len(theirs) <= SWAPPED):
        return False
    return all(any(has_hangul(word) for word in words) for words in (mine, theirs)) and not set(mine) & set(theirs)
