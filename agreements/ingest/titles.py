"""Whether a mention is called what an agreement is called: by its title, or by the words of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agreements.domain.similarity import title_similarity
from agreements.domain.text import fold, has_hangul
from agreements.domain.vocabulary import SECTORS
from agreements.ingest import index
from agreements.ingest.compare import may_be_called
from agreements.ingest.known import Known
from agreements.ingest.point import Point, point
from agreements.ingest.reported import Reported
from agreements.ingest.words import REVISES, added_words, stems, what_it_is_on

ALIKE, SAME = 0.55, 0.99
UNSEEN_WORD = 1.5
"""What a word weighs that stands in no title of the catalogue: it may be telling, or an accident of the text."""

ACCIDENTAL = 0.3
"""How much such a word says against an agreement of such a form that lacks it, beside one of another's title."""


def compare(reported: Reported, known: Known, rarity: Rarity) -> Iterator[Point]:
    """What its words say for it and against it, and whether one of the two is a revision of the other."""
    titles = [what_it_is_on(title, known.party_names) for title in known.titles]
    called = what_it_is_on(reported.title, (*known.party_names, *reported.parties))
    yield from _by_words(reported, known, called, titles, rarity)
    yield from _revisions(reported, known)


class Rarity:
    """How telling words are, by the titles of the catalogue."""

    def __init__(self, of_key: index.Index) -> None:
        self._index = of_key

    def of(self, words: Iterable[str]) -> float:
        return sum(map(self._of_one, words))

    def unseen(self, words: Iterable[str]) -> frozenset[str]:
        """Those that stand in no title of the catalogue, and so speak for no other agreement."""
        return frozenset(stem for stem in words if not self._index.count(index.word(stem)))

    def _of_one(self, stem: str) -> float:
        key = index.word(stem)
        if not self._index.count(key):
            return UNSEEN_WORD / 3 if has_hangul(stem) else UNSEEN_WORD
        return self._index.rarity(key) / (2 if has_hangul(stem) else 1)


def _alike(called: str, titles: list[str], rarity: Rarity) -> Point | None:
    """Whole titles side by side; that common words agree says little."""
    likeness = max((title_similarity(called, other) for other in titles if other), default=0.0)
    if not called or likeness < ALIKE:
        return None
    worth = 1 + 5 * (likeness - ALIKE)
    if likeness < SAME:
        worth = min(worth, 0.9 * rarity.of(stems(called)))
    return point(worth, "titles-alike", percent=round(100 * likeness))


def _by_words(reported: Reported, known: Known, called_: str, titles: list[str], rarity: Rarity) -> Iterator[Point]:
    """Telling words that the record shares with the sentence, and those of the mention's title that it lacks."""
    said = stems(reported.sentence) | stems(reported.headline) | stems(reported.title)
    own = frozenset().union(*map(stems, titles), *map(added_words, known.titles))
    shared, called = own & said, stems(called_)
    if not called and "" in titles and reported.form == known.form and not known.is_named_by_its_bodies:
        yield point(2, "no-title-but-form")
    telling = rarity.of(shared & called) + (0.5 if called else 1.0) * rarity.of(shared - called)
    by_words = point(min(0.45 * telling, 4.0), "words-of-its-title", words=_shown(shared, reported))
    best = max((by_words, _alike(called_, titles, rarity)), key=lambda one: one.weight if one else 0.0)
    if best and best.weight > 0:
        yield best
    also = (stems(known.told) & said) - own
    if also:
        yield point(min(0.15 * rarity.of(also), 1.5), "words-of-its-summary", words=_shown(also, reported))
    if called and _same_script(called, own):
        yield from _unlike(called, own, said, titles, known, reported, rarity)


def _unlike(
    called: frozenset[str],
    own: frozenset[str],
    said: frozenset[str],
    titles: list[str],
    known: Known,
    reported: Reported,
    rarity: Rarity,
) -> Iterator[Point]:
    """What the mention is called and the record is not, and the other way round."""
    unknown = called - own - _all_words_about(known)
    if unknown:
        loose = unknown & stems(known.told)
        accidental = rarity.unseen(unknown - loose) if may_be_called(reported.form, known.form) else frozenset()
        lacking = rarity.of(unknown - loose - accidental) + 0.5 * rarity.of(loose) + ACCIDENTAL * rarity.of(accidental)
        share = lacking / max(rarity.of(called), 0.1)
        yield point(-4.5 * share, "words-it-lacks", words=_shown(unknown, reported))
    names = [name for name in (*map(stems, titles), *map(added_words, known.titles)) if name]
    missing = min((_missing(name, said, rarity) + _missing(name, called, rarity) for name in names), default=0.0) / 2
    if missing > 0.2:
        yield point(-2 * missing, "its-title-not-said", percent=round(100 * missing))


def _missing(title: frozenset[str], said: frozenset[str], rarity: Rarity) -> float:
    return 1 - rarity.of(title & said) / max(rarity.of(title), 0.1)


def _all_words_about(known: Known) -> frozenset[str]:
    """What may stand in a mention's title without being in the record's: its bodies, its occasion, its sectors."""
    labels = [SECTORS.label(code, language) for code in known.sectors for language in ("en", "ko")]
    return frozenset().union(*map(stems, (*known.party_names, *known.occasion, *labels)))


def _same_script(called: Iterable[str], own: Iterable[str]) -> bool:
    return any(map(has_hangul, called)) == any(map(has_hangul, own)) or any(not has_hangul(stem) for stem in called)


def _shown(found: Iterable[str], reported: Reported) -> str:
    """The words of the text that begin so, in its order, for the curator."""
    wanted = frozenset(found)
    text = fold(f"{reported.title} {reported.sentence} {reported.headline}").split()
    return ", ".join(dict.fromkeys(word for word in text if stems(word) & wanted))[:120]


def _revisions(reported: Reported, known: Known) -> Iterator[Point]:
    """An upgrade, extension or renewal is not the instrument that it renews."""
    called = reported.title.lower()
    text = f"{called} {reported.sentence.lower()}"
    is_revision = any(REVISES.search(title.lower()) for title in known.titles)
    if is_revision and (REVISES.search(text) or reported.status == "amended"):
        yield point(1, "both-revise")
    elif is_revision and not _in_talks(reported, known):
        yield point(-2, "record-revises")
    elif REVISES.search(called) and not is_revision:
        yield point(-1.5, "text-revises")


def _in_talks(reported: Reported, known: Known) -> bool:
    return reported.status == "negotiating" and any(step.kind in {"talks-launched", "round"} for step in known.steps)
