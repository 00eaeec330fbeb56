"""What is sound is silent; what was damaged behind the register's back is named."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from agreements.ingest import extract, pipeline, verify
from agreements.models import Candidate, PressItem, RawDocument, Source
from tests.ingest.conftest import Write
from tests.ingest.texts import QUANTUM


@pytest.fixture
def kept(source: Source, write: Write) -> None:
    write("a.txt", QUANTUM)
    pipeline.pull(source.pk)
    extract.read_waiting()


def wrong() -> dict[str, int]:
    return {what: count for what, check in verify.CHECKS.items() if (count := len(list(check())))}


def test_a_sound_register_is_silent(kept: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert not wrong()
    call_command("verify")


def test_a_flipped_bit_is_named(kept: None) -> None:
    """A16, H3"""
    RawDocument.objects.update(content=b"X" + QUANTUM.encode()[1:])
    assert wrong() == {"raw documents": 1}
    with pytest.raises(CommandError, match="1 things are wrong"):
        call_command("verify")


def test_a_sentence_that_moved_is_named(kept: None) -> None:
    """C16"""
    Candidate.objects.update(position=5)
    assert wrong() == {"proposals": 1}


def test_an_item_without_its_text_is_named(kept: None) -> None:
    PressItem.objects.update(current=None)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert wrong() == {"current texts": 1}
