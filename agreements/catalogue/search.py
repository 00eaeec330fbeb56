"""Full-text search in English and Korean on PostgreSQL alone: `index`, `remove`, `reindex`, `find`, `search`.

English words are stemmed, everyday synonyms count as what they mean, every word must be found; words in quotation
marks must stand together as they are. Where nothing holds all of it, what was probably meant is looked for instead, and
`Found` says so. Another engine can take over behind these functions.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice
from operator import add
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Case, Expression, F, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThanOrEqual

from agreements.catalogue import edition
from agreements.catalogue.words import lexicon, mending, passages, queries, tokens
from agreements.catalogue.words.lexicon import Stamp
from agreements.catalogue.words.passages import WEIGHTS, Passage
from agreements.catalogue.words.queries import LONGEST_QUERY, Form, Term
from agreements.models import Agreement, SearchEntry
from agreements.models.agreement import AgreementQuerySet

CONFIG = "english"
RECIPE = 2
"""To be raised with every change of what is indexed or how it is cut, so that older entries are made anew."""
LONGEST_TEXT = 60_000
"""Characters of one weight; PostgreSQL refuses an entry of more than a megabyte of different words."""
AT_ONCE, MOST_KEPT = 200, 64
RANKS = [0.05, 0.15, 0.4, 1.0]
IN_TITLE, IN_NAMES, AS_TYPED = 2.0, 1.0, 0.5
"""Added where the title alone holds all that was asked for, where title, names and sectors do, and where the title has
the very words that were typed rather than others that mean the same."""
Group = tuple[float, Sequence[int]]
"""A rank and the primary keys of everything that has it."""
Entries = TypeVar("Entries", bound=QuerySet[Any])


# -- Writing ---------------------------------------------------------------------------------------------------------


def index(agreement: Agreement) -> None:
    """Write the search entry of a published agreement anew."""
    _write([agreement.pk])


def remove(agreement: Agreement) -> None:
    """Take an agreement out of search."""
    SearchEntry.objects.filter(agreement=agreement).delete()


def reindex() -> int:
    """Write every entry anew, as after a change of what is indexed; how many there are now."""
    published = Agreement.objects.published()
    SearchEntry.objects.exclude(agreement__in=published).delete()
    keys = iter(list(published.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(keys, AT_ONCE)):
        _write(some)
    return SearchEntry.objects.count()


def is_outdated() -> bool:
    """Whether an entry was made in a former way, as after an update of the program."""
    return SearchEntry.objects.exclude(recipe=RECIPE).exists()


def _write(keys: Sequence[int]) -> None:
    entries = [
        SearchEntry(agreement_id=key, words=_vector(held), recipe=RECIPE) for key, held in passages.of(keys).items()
    ]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["agreement"], update_fields=["words", "recipe"]
    )


def _vector(held: Iterable[Passage]) -> Expression:
    texts: dict[str, list[str]] = {weight: [] for weight in "ABCD"}
    for passage in held:
        texts[WEIGHTS[passage.kind]].append(passage.text)
    vectors: Iterator[SearchVector | CombinedSearchVector] = (
        SearchVector(Value(tokens.for_record(" | ".join(each))[:LONGEST_TEXT]), weight=weight, config=CONFIG)
        for weight, each in texts.items()
    )
    return reduce(lambda first, second: CombinedSearchVector(first, "||", second, CONFIG), vectors)


# -- Reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a text finds among the published agreements, and how it was taken."""

    asked: tuple[Term, ...] = ()
    """As typed."""
    used: tuple[Term, ...] = ()
    """What was looked for: the same, or what was probably meant."""
    least: int = 0
    """How many terms each holds at least, where no agreement holds all of `used`; else 0."""
    groups: Sequence[Group] = ()
    """What holds it, best first."""

    @property
    def ranked(self) -> Iterator[tuple[float, int]]:
        """Rank and primary key of each, best first."""
        return ((rank, key) for rank, keys in self.groups for key in keys)

    @property
    def is_as_asked(self) -> bool:
        return self.asked == self.used and not self.least

    @property
    def words(self) -> str:
        """What was looked for, as a reader would write it."""
        return " ".join(f"{term.typed}…" if term.forms[0].begins else term.typed for term in self.used)


NOTHING = Found()


def search(agreements: AgreementQuerySet, text: str) -> AgreementQuerySet:
    """Those of `agreements` that `find` finds, annotated with its `rank`; all of them for an empty text.

    A text without a single letter or digit asks for nothing that could be found.
    """
    if not text.strip():
        return agreements
    found = find(text, edition.current().stamp)
    if not found.groups:
        return agreements.none().annotate(rank=Value(0.0))
    return _holding(agreements, found.used, "search_entry__words", least=found.least)


def look(text: str, stamp: Stamp) -> Found:
    """What `text` finds in the edition `stamp`: one query, at most four when nothing holds all of what was typed."""
    asked = queries.parse(text)
    if not asked:
        return NOTHING
    rows = _rows(asked)
    if rows:
        return _found(asked, asked, rows)
    held = _held(asked)
    asked = tuple(term for term in asked if held[term] is not None)
    used = mending.mend(asked, {term for term in asked if not held[term]}, lexicon.current(stamp))
    if not used or any(term.is_exact and not held[term] for term in asked):
        return Found(asked, asked)
    if used != asked and (rows := _rows(used)):
        return _found(asked, used, rows)
    return _in_part(asked, used)


find = lru_cache(maxsize=MOST_KEPT)(look)
"""`look`, with what was found last kept: the pages and filters of one search cost its queries once."""


def _in_part(asked: Sequence[Term], used: Sequence[Term]) -> Found:
    """Those that hold the most of `used`; the whole part of a rank is how many terms are held."""
    rows = _rows(used, least=1) if len(used) > 1 else []
    most = max((int(rank) for rank, _keys in rows), default=0)
    return _found(asked, used if rows else asked, [row for row in rows if row[0] >= most], least=most)


def suggest(text: str, stamp: Stamp) -> tuple[str, ...]:
    """What a reader may have meant, from the words of published agreements alone; best first."""
    return lexicon.near(text[:LONGEST_QUERY], stamp)


def beginning(words: Iterable[str], weights: str) -> str:
    """A raw query for words that may be unfinished, in parts of these weights."""
    return " & ".join(queries.written(Term(word, (Form((word,), begins=True),)), weights) for word in words)


def _found(asked: Sequence[Term], used: Sequence[Term], groups: Sequence[Group], *, least: int = 0) -> Found:
    return Found(tuple(asked), tuple(used), least, groups)


def _rows(terms: Sequence[Term], *, least: int = 0) -> list[Group]:
    """Everything that holds the terms, gathered by rank: many share one, and a row each would cost far more to read."""
    entries: QuerySet[Any] = _holding(SearchEntry.objects.all(), terms, "words", least=least)
    gathered = (
        entries.order_by().values("rank").annotate(keys=StringAgg(Cast("pk", TextField()), ",")).order_by("-rank")
    )
    return [(rank, array("q", map(int, keys.split(",")))) for rank, keys in gathered.values_list("rank", "keys")]


def _holding(rows: Entries, terms: Sequence[Term], field: str, *, least: int) -> Entries:
    """`rows` that hold the terms, all or `least` of them, with their `rank`."""
    if not least:
        return rows.filter(**{field: raw(queries.holding_all(terms))}).annotate(rank=_rank(terms, field))
    flags: list[Any] = [_flag(field, [term], 1.0) for term in terms]
    number = reduce(add, flags)
    query = raw(queries.holding_any(terms))
    rank = number + SearchRank(F(field), query, weights=RANKS)
    found = rows.filter(**{field: query}).annotate(rank=rank)
    return found.filter(GreaterThanOrEqual(number, Value(least)))


def _rank(terms: Sequence[Term], field: str) -> Any:
    """What holds all of it in the title comes first, then in names and sectors, then elsewhere."""
    query = raw(queries.holding_all(terms))
    return (
        SearchRank(F(field), query, weights=RANKS)
        + _flag(field, terms, IN_TITLE, "A")
        + _flag(field, terms, IN_NAMES, "AB")
        + _flag(field, [Term(term.typed, term.forms[:1], term.is_exact) for term in terms], AS_TYPED, "A")
    )


def _flag(field: str, terms: Sequence[Term], worth: float, weights: str = "") -> Case:
    query = raw(queries.holding_all(terms, weights))
    return Case(When(**{field: query}, then=Value(worth)), default=Value(0.0))


def raw(query: str) -> SearchQuery:
    """`query` in the syntax of `queries`."""
    return SearchQuery(query, config=CONFIG, search_type="raw")


def _held(terms: Sequence[Term]) -> dict[Term, bool | None]:
    """Whether any agreement holds each term; None for words that say nothing, such as `the`."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT CASE WHEN numnode(query) = 0 THEN NULL
                        ELSE EXISTS (SELECT 1 FROM agreements_searchentry WHERE words @@ query) END
              FROM unnest(%s::text[]) WITH ORDINALITY AS asked(raw, place), to_tsquery('english', raw) AS query
             ORDER BY place
            """,
            [[queries.written(term) for term in terms]],
        )
        return dict(zip(terms, (row[0] for row in cursor.fetchall()), strict=True))
