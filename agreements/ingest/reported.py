"""A mention as linking needs it, worked out once and then held against every agreement that comes into question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import fold
from agreements.ingest import index
from agreements.ingest.known import Catalogue
from agreements.ingest.words import spaced, stems
from agreements.reading.model import Document, Mention

_COUNTRY_WORDS = frozenset(
    "the of and government united kingdom uk u k great britain british london republic korea korean south rok r o seoul"
    " s 영국 한국 대한민국 정부 영국정부 한국정부 우리나라 우리 양국 한".split()
)


@dataclass(frozen=True, slots=True)
class Reported:
    """`bodies` are those of each side that the register knows; `strangers` the names of each side that it does not;
    `body_rows` are the known ones with their predecessors."""

    form: str
    title: str
    sentence: str
    headline: str
    parties: tuple[str, ...]
    status: str
    date: PartialDate | None
    published: PartialDate | None
    bodies: Mapping[str, frozenset[int]]
    body_rows: frozenset[int]
    strangers: Mapping[str, tuple[str, ...]]
    people: frozenset[int]
    sectors: frozenset[str]
    amounts: tuple[Money, ...]

    @classmethod
    def of(cls, mention: Mention, document: Document, known: Catalogue, *, alone: bool = False) -> Reported:
        """What `mention` says of one agreement, in the catalogue's terms. A text's only mention has its headline."""
        sides = {
            "uk": tuple(fact.value for fact in mention.uk_parties),
            "kr": tuple(fact.value for fact in mention.kr_parties),
        }
        bodies = {side: known.bodies_named(names) for side, names in sides.items()}
        return cls(
            form=mention.form.value,
            title=mention.title.value if mention.title else "",
            sentence=mention.quote.of(document.text),
            headline=document.title if alone else "",
            parties=(*sides["uk"], *sides["kr"]),
            status=mention.status.value,
            date=mention.date.value if mention.date else None,
            published=document.published,
            bodies=bodies,
            body_rows=known.with_predecessors(pk for named in bodies.values() for pk in named),
            strangers={
                side: tuple(name for name in names if not is_country(name) and not known.bodies_named([name]))
                for side, names in sides.items()
            },
            people=known.people_named(fact.value.name for fact in mention.people),
            sectors=frozenset(fact.value for fact in mention.sectors) - {"other"},
            amounts=tuple(fact.value for fact in mention.amounts),
        )

    def keys(self) -> dict[str, float]:
        """Where in the catalogue to look for it, and how much each key is worth there."""
        keys = dict.fromkeys(map(index.word, stems(self.sentence) | stems(self.headline)), 0.5)
        keys |= dict.fromkeys(map(index.word, stems(self.title)), 1.0)
        keys |= {index.body(pk): 1.0 for pk in self.body_rows}
        keys |= {index.person(pk): 1.0 for pk in self.people}
        keys |= {index.money(one): 1.0 for one in self.amounts}
        keys |= dict.fromkeys(index.dates(self.date) if self.date else (), 0.5)
        days = [date for date in (self.date, self.published) if date]
        return keys | {index.form(self.form): 0.3} | {key: 0.5 for day in days for key in index.form_in(self.form, day)}

    def says(self, name: str) -> bool:
        """Whether its sentence, or the headline where that is about nothing else, holds this name as whole words."""
        wanted = spaced(name)
        return wanted in spaced(self.sentence) or wanted in spaced(self.headline)


def is_country(name: str) -> bool:
    """Whether a party is a whole country or its government, which tells no two agreements apart."""
    return all(word in _COUNTRY_WORDS for word in fold(name).split())
