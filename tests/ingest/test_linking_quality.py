"""How often a link is right, on labelled mentions, with the whole starter catalogue; the floors must not fall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.linking.labels import NEW, Text, digests, press_items
from benchmarks.linking.linking import link
from benchmarks.linking.scoring import Tally, scored

pytestmark = pytest.mark.usefixtures("starter_catalogue")


def tallied(texts: Sequence[Text], *, held_back: bool) -> Tally:
    return scored([text for text in texts if text.held_back is held_back], link)


@pytest.mark.parametrize(("held_back", "recall", "strangers"), [(False, 0.9, 0.09), (True, 0.85, 0.07)])
def test_mentions_of_the_digests(held_back: bool, recall: float, strangers: float) -> None:
    figures = tallied(digests(), held_back=held_back).figures()
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= recall
    assert figures["unknown ones taken for known"] <= strangers


@pytest.mark.parametrize(("held_back", "recall", "strangers"), [(False, 0.9, 0.23), (True, 0.9, 0.08)])
def test_mentions_of_the_annotated_press_items(held_back: bool, recall: float, strangers: float) -> None:
    texts = press_items()
    if not texts:
        pytest.skip("the annotated press items are not at hand")
    figures = tallied(texts, held_back=held_back).figures()
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= recall
    assert figures["unknown ones taken for known"] <= strangers


def test_every_digest_has_labels_of_agreements_that_exist() -> None:
    from agreements.models import Agreement

    texts = digests()
    labels = {label for text in texts for one in text.mentions for label in one.accepted} - {NEW}
    assert len(texts) == 97
    assert labels <= set(Agreement.objects.values_list("public_id", flat=True))
