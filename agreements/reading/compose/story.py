"""The instruments of one text beside each other: which it is about, and whom it speaks of with which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from agreements.domain.names import person_key
from agreements.reading.compose.clues import Clues
from agreements.reading.compose.cluster import Cluster
from agreements.reading.find.names import is_korean
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Span

_NAME_WORD = re.compile(r"[A-Z][A-Za-z'-]+")


class Story:
    """The clusters of a text, indexed by sentence and by the people who stand in their sentences."""

    def __init__(self, clues: Clues, clusters: Sequence[Cluster]) -> None:
        self.clues = clues
        self.clusters = clusters
        self._by_sentence: dict[int, list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            for index in set(cluster.sentences):
                self._by_sentence[index].append(cluster)
        self._leading = {id(cluster) for cluster in _leading(clusters)}
        self._by_surname = _surnames(clues)
        self._named_with: dict[int, list[PersonHit]] = {}
        self._spoken_with: dict[str, set[int]] = defaultdict(set)
        for cluster in clusters:
            for person in self.named_with(cluster):
                self._spoken_with[person_key(person.name)].add(id(cluster))

    def leads(self, cluster: Cluster) -> bool:
        """Whether the item is about this instrument: it stands in the first sentence that names any."""
        return id(cluster) in self._leading

    def is_alone(self, cluster: Cluster) -> bool:
        """Whether the item is about this instrument and no other."""
        return self._leading == {id(cluster)}

    def beside(self, cluster: Cluster, sentence: int) -> list[Span]:
        """Where the same sentence names other instruments."""
        return [
            member.title.span
            for other in self._by_sentence.get(sentence, ())
            if other is not cluster
            for member in other.members
            if member.sentence.index == sentence
        ]

    def is_about_others(self, cluster: Cluster, sentence: int) -> bool:
        """Whether a sentence names another instrument."""
        return any(other is not cluster for other in self._by_sentence.get(sentence, ()))

    def named_with(self, cluster: Cluster) -> list[PersonHit]:
        """People whom its sentences name, be it by surname only."""
        if id(cluster) not in self._named_with:
            words = {word for area in cluster.areas for word in _NAME_WORD.findall(area.of(self.clues.page.surface))}
            named = (people for surname, people in self._by_surname.items() if surname in words)
            self._named_with[id(cluster)] = list(chain.from_iterable(named))
        return self._named_with[id(cluster)]

    def claimed_by_others(self, cluster: Cluster) -> set[int]:
        """Sentences about other instruments, or about people spoken of with those and not with this one."""
        taken = {index for index in self._by_sentence if self.is_about_others(cluster, index)}
        for person in self.clues.people:
            instruments = self._spoken_with.get(person_key(person.name), set())
            sentence = self.clues.page.sentence_at(person.start)
            if sentence and instruments and id(cluster) not in instruments:
                taken.add(sentence.index)
        return taken


def _leading(clusters: Sequence[Cluster]) -> list[Cluster]:
    ours = [c for c in clusters if c.bilateral and not c.is_deed] or [c for c in clusters if c.bilateral]
    first = min((index for cluster in ours for index in cluster.sentences), default=-1)
    return [cluster for cluster in ours if first in cluster.sentences]


def _surnames(clues: Clues) -> dict[str, list[PersonHit]]:
    found: dict[str, list[PersonHit]] = defaultdict(list)
    for person in clues.people:
        words = person.name.split()
        if person.name.isascii() and len(words) > 1:
            korean_order = is_korean(person.name) and "-" not in words[0]
            found[words[0] if korean_order else words[-1]].append(person)
    return found
