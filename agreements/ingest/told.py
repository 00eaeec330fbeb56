"""What an item tells, in terms that its language does not change: rows of the register, codes, days and sums."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreements.catalogue.words import thesaurus
from agreements.domain.dates import PartialDate
from agreements.domain.names import organisation_key
from agreements.ingest import index
from agreements.ingest.known import Catalogue
from agreements.ingest.reported import is_country
from agreements.models import PressItem
from agreements.reading.model import Mention

WINDOW = 3
"""Days between the first and the last site that brings a release in another language."""
MOST_BODIES = 12
_OF_FORMS = frozenset(
    "cooperation technology MOU FTA LOI treaty agreement convention partnership framework fund roadmap programme"
    " dialogue UK Korea 한영 London Seoul".split()
) | {"exchange of notes", "joint statement", "state visit"}
"""Groups of the thesaurus that say nothing of what an instrument is on."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One proposed mention. `bodies` are rows of the register by side, `names` keys of every party but countries;
    `agreement` the record that it certainly is about; `mark` its fingerprint."""

    mark: str
    form: str
    status: str
    date: PartialDate | None
    bodies: Mapping[str, frozenset[int]]
    names: Mapping[str, frozenset[str]]
    people: frozenset[int]
    sums: frozenset[tuple[str, str]]
    sectors: frozenset[str]
    subjects: frozenset[str]
    title: str
    agreement: int | None

    @classmethod
    def of(cls, mark: str, mention: Mention, known: Catalogue, agreement: int | None) -> Instrument:
        sides = {
            "uk": [fact.value for fact in mention.uk_parties],
            "kr": [fact.value for fact in mention.kr_parties],
        }
        title = mention.title.value if mention.title else ""
        return cls(
            mark=mark,
            form=mention.form.value,
            status=mention.status.value,
            date=mention.date.value if mention.date else None,
            bodies={side: known.bodies_named(names) for side, names in sides.items()},
            names={
                side: frozenset(organisation_key(name) for name in names if not is_country(name))
                for side, names in sides.items()
            },
            people=known.people_named(fact.value.name for fact in mention.people),
            sums=frozenset((one.value.currency, f"{one.value.minimum.normalize():f}") for one in mention.amounts),
            sectors=frozenset(fact.value for fact in mention.sectors) - {"other"},
            subjects=thesaurus.subjects(title) - _OF_FORMS,
            title=title,
            agreement=agreement,
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in ("mark", "form", "status", "title", "agreement")},
            "date": self.date.isoformat() if self.date else None,
            "bodies": {side: sorted(pks) for side, pks in self.bodies.items()},
            "names": {side: sorted(keys) for side, keys in self.names.items()},
            "people": sorted(self.people),
            "sums": sorted(map(list, self.sums)),
            "sectors": sorted(self.sectors),
            "subjects": sorted(self.subjects),
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Instrument:
        return cls(
            **{name: stored[name] for name in ("mark", "form", "status", "title", "agreement")},
            date=PartialDate.fromisoformat(stored["date"]) if stored["date"] else None,
            bodies={side: frozenset(pks) for side, pks in stored["bodies"].items()},
            names={side: frozenset(keys) for side, keys in stored["names"].items()},
            people=frozenset(stored["people"]),
            sums=frozenset((currency, least) for currency, least in stored["sums"]),
            sectors=frozenset(stored["sectors"]),
            subjects=frozenset(stored["subjects"]),
        )

    def marks(self) -> Iterator[str]:
        yield from (index.body(pk) for pk in sorted({pk for pks in self.bodies.values() for pk in pks})[:MOST_BODIES])
        yield from (f"a:{currency}:{least}" for currency, least in sorted(self.sums))
        if self.agreement:
            yield f"r:{self.agreement}"


@dataclass(frozen=True, slots=True)
class Told:
    """One item as it is held against others. `mark` is the same wherever and whenever its text is kept."""

    item: int
    language: str
    published: PartialDate | None
    instruments: tuple[Instrument, ...]
    mark: str = ""

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, where it is known to the day."""
        return self.published.earliest if self.published and self.published.precision == "day" else None

    def keys(self) -> list[str]:
        """Under which it is found: its language, its day and what its instruments have."""
        return sorted(_dated(self.language, self.day, self.instruments)) if self.day else []

    def sought(self, languages: Iterable[str]) -> list[str]:
        """The keys of items in another language that may be the same release."""
        if self.day is None:
            return []
        days = [self.day + datetime.timedelta(days=apart) for apart in range(-WINDOW, WINDOW + 1)]
        others = [language for language in languages if language != self.language]
        return sorted({key for code in others for day in days for key in _dated(code, day, self.instruments)})


def _dated(language: str, day: datetime.date, instruments: Sequence[Instrument]) -> set[str]:
    return {f"{language}:{day.isoformat()}:{key}" for instrument in instruments for key in instrument.marks()}


def stored(told: Told) -> dict[str, Any]:
    return {"language": told.language, "mark": told.mark, "instruments": [one.as_dict() for one in told.instruments]}


def restored(item: PressItem, facts: Mapping[str, Any]) -> Told:
    instruments = tuple(map(Instrument.from_dict, facts["instruments"]))
    return Told(item.pk, facts["language"], item.when, instruments, facts["mark"])
