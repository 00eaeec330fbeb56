"""Records that a new one may already be: by its title, or by its bodies and its day; in every state, withdrawn too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.domain.dates import PartialDate
from agreements.domain.similarity import WORTH_A_LOOK, telling_words, title_similarity
from agreements.domain.text import clean_line
from agreements.ingest import index
from agreements.ingest.known import Catalogue
from agreements.ingest.records import catalogue
from agreements.ingest.words import spaced, stems, title_without_additions
from agreements.models import Agreement, Organisation

SHORTEST = 6
"""Letters of a title below which nothing is told: everything is like it."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """One record, how like it is from 0 to 1, and why in words."""

    agreement: Agreement
    likeness: float
    reasons: tuple[str, ...]


def alike(
    *, titles: Iterable[str], bodies: Collection[int] = (), when: PartialDate | None = None, but: int | None = None
) -> list[Alike]:
    """The likeliest first. `bodies` are rows of organisations, of which renamed ones count as the same; `but` is the
    record that is being typed."""
    known = catalogue()
    wanted = [title for title in map(clean_line, titles) if len(telling_words(title)) >= SHORTEST]
    same = _of_same_bodies(bodies, when, known)
    near = set(known.index.near({index.word(stem): 1.0 for title in wanted for stem in stems(title)}))
    others = Agreement.objects.filter(record_state__in=["withdrawn", "merged"]).values_list("pk", flat=True)
    rows = Agreement.objects.filter(pk__in={*near, *same, *(others if wanted else ())} - {but})
    rows = rows.prefetch_related("other_names", "signatories__organisation__names")
    found = [_judged(row, wanted, row.pk in same) for row in rows]
    likely = [one for one in found if one.reasons]
    return sorted(likely, key=lambda one: (-one.likeness, one.agreement.public_id))[:MOST]


def _judged(row: Agreement, wanted: list[str], has_same_bodies: bool) -> Alike:
    names = [row.title_en, row.title_ko, *(name.text for name in row.other_names.all())]
    bodies = _bodies(row)
    likeness = max((_likeness(one, name, bodies) for one in wanted for name in names if name), default=0.0)
    reasons = []
    if likeness >= WORTH_A_LOOK:
        reasons.append(_("the same title") if likeness >= 0.99 else _("a like title"))
    if has_same_bodies:
        reasons.append(_("the same bodies at the same time"))
    return Alike(row, likeness + (0.5 if has_same_bodies else 0), tuple(reasons))


def _likeness(typed: str, name: str, bodies: tuple[str, ...]) -> float:
    """By the titles as they are, or without the names of who entered into it and what was added in brackets."""
    own, other = _bare(typed, bodies), _bare(name, bodies)
    is_enough = min(len(telling_words(own)), len(telling_words(other))) >= SHORTEST
    return max(title_similarity(typed, name), title_similarity(own, other) if is_enough else 0.0)


def _bare(title: str, bodies: tuple[str, ...]) -> str:
    words = spaced(title_without_additions(title))
    for body in bodies:
        words = words.replace(spaced(body), " ")
    return words


def _bodies(row: Agreement) -> tuple[str, ...]:
    """Every name of those who entered into it, the longest first, so that none is left with a part of itself."""
    held = [signatory.organisation for signatory in row.signatories.all()]
    names = {name.text for body in held for name in body.names.all()} | {
        name for body in held for name in (body.name_en, body.name_ko)
    }
    return tuple(sorted(filter(None, names), key=lambda name: (-len(name), name)))


def _of_same_bodies(bodies: Collection[int], when: PartialDate | None, known: Catalogue) -> set[int]:
    """Records on which all these bodies stand and something happened on that day, or in that month. Whole governments
    tell no two records apart."""
    bodies = set(Organisation.objects.filter(pk__in=bodies).exclude(kind="government").values_list("pk", flat=True))
    if len(bodies) < 2 or when is None or when.precision == "year":
        return set()
    rows = Agreement.objects.filter(actions__date__lte=when.latest, actions__date__gte=when.earliest)
    for body in bodies:
        root = known.names.roots.get(body, body)
        rows = rows.filter(signatories__organisation__in=known.with_predecessors([root]) | {body})
    return set(rows.values_list("pk", flat=True).distinct()[:MOST])
