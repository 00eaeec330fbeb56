"""What linking costs beside a catalogue of any size: made-up agreements in the shape of real ones."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterable, Sequence

from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.ingest import index
from agreements.ingest.index import Index
from agreements.ingest.known import Catalogue, Known, Names, Step
from agreements.ingest.link import link_all
from agreements.ingest.words import stems
from benchmarks.linking.labels import digests

_SYLLABLES = "ba do ki lu me na po ra si to vu wen gar lin mos tan cor del fin hal".split()
_SUBJECTS = [first + second + third for first in _SYLLABLES for second in _SYLLABLES for third in _SYLLABLES]


def cost(size: int) -> dict[str, float]:
    """Seconds and memory to index `size` agreements, and milliseconds to link a text of the digests' length."""
    chance = random.Random(size)
    tracemalloc.start()
    began = time.process_time()
    whole = Index()
    for pk in range(size):
        whole.put(pk, _keys(_agreement(pk, chance)))
    indexed, memory = time.process_time() - began, tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    known = Catalogue(whole, Names({}, {}, {}, {}), _load)
    texts = digests()
    began = time.process_time()
    for text in texts:
        link_all([labelled.mention for labelled in text.mentions], text.document, known)
    linked = (time.process_time() - began) / len(texts)
    return {
        "seconds to index": round(indexed, 2),
        "megabytes held": round(memory / 1e6, 1),
        "milliseconds a text": round(1000 * linked, 2),
    }


def _load(pks: Iterable[int]) -> Sequence[Known]:
    return [_agreement(pk, random.Random(pk)) for pk in pks]


def _agreement(pk: int, chance: random.Random) -> Known:
    subject = " ".join(chance.choices(_SUBJECTS, k=3))
    form, sector = chance.choice(tuple(FORMS)), chance.choice(tuple(SECTORS))
    date = PartialDate(chance.randint(1990, 2026), chance.randint(1, 12), chance.randint(1, 28))
    title = f"{FORMS.label(form, 'en')} on {subject} and {SECTORS.label(sector, 'en')}"
    return Known(
        pk=pk,
        public_id=f"UKKR-{date.year}-{pk:06}",
        titles=(title,),
        form=form,
        sectors=frozenset({sector}),
        bodies={"uk": frozenset({pk % 5_000}), "kr": frozenset({5_000 + pk % 4_999})},
        steps=(Step("signed", date),),
        told=f"{title}. {' '.join(chance.choices(_SUBJECTS, k=12))}",
    )


def _keys(known: Known) -> list[str]:
    date = known.steps[0].date
    bodies = [index.body(pk) for own in known.bodies.values() for pk in own]
    words = [index.word(stem) for title in known.titles for stem in stems(title)]
    return [index.form(known.form), *words, *bodies, *index.dates(date), *index.form_in(known.form, date)]
