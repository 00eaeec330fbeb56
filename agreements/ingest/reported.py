"""A mention as linking needs it, worked out once and then held against every known agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import fold
from agreements.ingest.known import Catalogue
from agreements.reading.model import Document, Mention

_COUNTRY_WORDS = frozenset(
    {
        *(
            "the",
            "of",
            "and",
            "government",
            "united",
            "kingdom",
            "uk",
            "u",
            "k",
            "great",
            "britain",
            "british",
            "london",
        ),
        *("republic", "korea", "korean", "south", "rok", "r", "o", "seoul", "s"),
        *("영국", "한국", "대한민국", "정부", "영국정부", "한국정부", "우리나라", "우리", "양국", "한"),
    }
)


@dataclass(frozen=True, slots=True)
class Reported:
    """`bodies` are those of each side that the register knows; `strangers` the sides of which it names another."""

    form: str
    title: str
    sentence: str
    parties: tuple[str, ...]
    status: str
    date: PartialDate | None
    published: PartialDate | None
    bodies: Mapping[str, frozenset[int]]
    strangers: frozenset[str]
    people: frozenset[int]
    sectors: frozenset[str]
    amounts: tuple[Money, ...]

    @classmethod
    def of(cls, mention: Mention, document: Document, known: Catalogue) -> Reported:
        """What `mention` says of one agreement, in the terms of the catalogue."""
        sides = {
            "uk": tuple(fact.value for fact in mention.uk_parties),
            "kr": tuple(fact.value for fact in mention.kr_parties),
        }
        return cls(
            form=mention.form.value,
            title=mention.title.value if mention.title else "",
            sentence=fold(mention.quote.of(document.text)),
            parties=(*sides["uk"], *sides["kr"]),
            status=mention.status.value,
            date=mention.date.value if mention.date else None,
            published=document.published,
            bodies={side: known.bodies_named(names) for side, names in sides.items()},
            strangers=frozenset(side for side, names in sides.items() if not all(map(is_country, names))),
            people=known.people_named(fact.value.name for fact in mention.people),
            sectors=frozenset(fact.value for fact in mention.sectors) - {"other"},
            amounts=tuple(fact.value for fact in mention.amounts),
        )


def is_country(name: str) -> bool:
    """Whether a party is a whole country or its government, which tells no two agreements apart."""
    return all(word in _COUNTRY_WORDS for word in fold(name).split())
