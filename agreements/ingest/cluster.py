"""Press items of one release: found by what they say, in one language and in two, whichever came first.

::

    told ──▶ near in words (signature) ─▶ same words, nothing against ─┐
       └───▶ near in facts (keys)      ─▶ same facts, nothing against ─┴▶ pairs ─▶ clusters ─▶ instruments

Pairs depend on the two items alone. The clusters of all items that pairs lead to are then worked out anew, the surest
pairs first, and two groups are joined only if nothing in the one contradicts anything in the other; so the order in
which items came has no say. One item is placed at a time.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Q

from agreements.domain import copying
from agreements.ingest import neighbours
from agreements.ingest.groups import Groups
from agreements.ingest.known import Catalogue
from agreements.ingest.same import Pair, contradiction, copied, paired_in_copies, translated
from agreements.ingest.told import Instrument, Told, stored
from agreements.models import Candidate, CandidateMatch, PressItem, PressItemRevision, SameStory, Story
from agreements.reading.model import Mention

_LOCK = 4_611_686_018_427


def one_at_a_time() -> None:
    """Until the transaction ends, nobody else places an item. Taken before any row, so that nobody waits in a ring."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def place(revision: PressItemRevision, mentions: Mapping[str, Mention], known: Catalogue | None) -> None:
    """Put an item with the others of its release. `mentions` are those proposed from its text, by fingerprint."""
    item = PressItem.objects.get(pk=revision.item_id)
    if item.current_id != revision.pk:
        return
    told = _told(item, revision, mentions, known)
    before = _forget_pairs(item.pk)
    Story.objects.update_or_create(
        item=item, defaults={"revision": revision, "keys": told.keys(), "facts": stored(told)}
    )
    _keep_pairs(told.item, _pairs(told, revision))
    _settle(neighbours.component([item.pk, *before]))


def _told(
    item: PressItem, revision: PressItemRevision, mentions: Mapping[str, Mention], known: Catalogue | None
) -> Told:
    sure = _agreements(item.pk) if mentions else {}
    instruments = tuple(
        Instrument.of(mark, mention, known, sure.get(mark)) for mark, mention in mentions.items() if known
    )
    mark = hashlib.sha256(f"{item.address}\n{item.publisher}\n{revision.title}\n{revision.text}".encode()).hexdigest()
    return Told(item.pk, revision.language, item.when, instruments, mark)


def _agreements(item: int) -> dict[str, int]:
    """The agreements that the item's proposals are surely about, by fingerprint."""
    likely = CandidateMatch.objects.filter(candidate__revision__item=item, candidate__match="matched")
    rows = likely.order_by("score", "-pk").values_list("candidate__fingerprint", "agreement_id")
    return dict(rows)


def _pairs(told: Told, revision: PressItemRevision) -> dict[int, Pair]:
    words, facts = neighbours.near_in_words(revision), neighbours.near_in_facts(told)
    found: dict[int, Pair] = {}
    for pk, (other, text) in sorted(neighbours.told_by(words, with_texts=True).items()):
        if pair := copied(told, other, copying.compare(revision.text, text)):
            found[pk] = pair
    for pk, (other, _text) in sorted(neighbours.told_by(facts).items()):
        if pair := translated(told, other):
            found[pk] = pair
    return found


def _forget_pairs(item: int) -> list[int]:
    """Take back the pairs of an item; which items they were with."""
    pairs = SameStory.objects.filter(Q(first=item) | Q(second=item))
    others = [pk for pair in pairs.values_list("first_id", "second_id") for pk in pair if pk != item]
    pairs.delete()
    return others


def _keep_pairs(item: int, found: Mapping[int, Pair]) -> None:
    SameStory.objects.bulk_create(
        SameStory(
            first_id=min(item, other),
            second_id=max(item, other),
            points=round(pair.points, 3),
            reasons=[one.stored for one in pair.reasons],
        )
        for other, pair in found.items()
    )


def _settle(items: Sequence[int]) -> None:
    """Write down the clusters of a component, and which proposals in them are of one instrument."""
    told = {pk: each for pk, (each, _text) in neighbours.told_by(items).items()}
    groups = _joined(told, neighbours.pairs_among(items)) if len(told) > 1 else Groups(told)
    heads = {pk: _head(pk, groups.of(pk)) for pk in told}
    rows = PressItem.objects.filter(pk__in=told).values_list("pk", "cluster_id")
    changed = {pk: heads[pk] for pk, now in rows if now != heads[pk]}
    for head in sorted(set(changed.values()), key=lambda pk: pk or 0):
        members = sorted(pk for pk, new in changed.items() if new == head)
        PressItem.objects.filter(pk__in=members).order_by().update(cluster=head)
    _match_instruments(told, groups)


def _joined(told: Mapping[int, Told], pairs: Iterable[SameStory]) -> Groups[int]:
    groups = Groups(told)
    for pair in sorted(pairs, key=lambda pair: _rank(pair, told)):
        mine, theirs = groups.of(pair.first_id), groups.of(pair.second_id)
        if mine is not theirs and not any(contradiction(told[one], told[other]) for one in mine for other in theirs):
            groups.join(pair.first_id, pair.second_id)
    return groups


def _rank(pair: SameStory, told: Mapping[int, Told]) -> tuple[float, list[str]]:
    """The surest first; between equals by what the items are, never by when they came."""
    return -pair.points, sorted((told[pair.first_id].mark, told[pair.second_id].mark))


Place = tuple[int, str]


def _match_instruments(told: Mapping[int, Told], groups: Groups[int]) -> None:
    """Give the proposals of one instrument in one cluster the same head, the first of them."""
    places: Groups[Place] = Groups((pk, one.mark) for pk, each in told.items() for one in each.instruments)
    for first in told:
        for second in sorted(groups.of(first)):
            if first < second:
                for one, other in _same_instruments(told[first], told[second]):
                    places.join((first, one), (second, other))
    _write_heads(places, sorted(told))


def _same_instruments(first: Told, second: Told) -> tuple[tuple[str, str], ...]:
    if first.language == second.language:
        return paired_in_copies(first, second)
    pair = translated(first, second)
    return pair.instruments if pair else ()


def _write_heads(places: Groups[Place], items: Sequence[int]) -> None:
    rows = list(
        Candidate.objects.filter(revision__item__in=items)
        .order_by("pk")
        .values_list("pk", "revision__item_id", "fingerprint", "instrument_id")
    )
    proposals: dict[Place, list[int]] = defaultdict(list)
    for pk, item, mark, _now in rows:
        proposals[item, mark].append(pk)
    wanted: dict[int | None, list[int]] = defaultdict(list)
    for pk, item, mark, now in rows:
        group = places.of((item, mark)) if (item, mark) in places else {(item, mark)}
        new = _head(pk, [other for place in group for other in proposals[place]] if len(group) > 1 else [pk])
        if new != now:
            wanted[new].append(pk)
    for new, pks in wanted.items():
        Candidate.objects.filter(pk__in=pks).update(instrument=new)


def _head(own: int, members: Iterable[int]) -> int | None:
    """The first of a group; none for the first itself."""
    first = min(members)
    return first if first != own else None
