"""What a source gives: a document as its file states it, or the reason for which it is not taken."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.dates import PartialDate


class Refused(Exception):
    """One document that is not taken; the reason is for the person who put it there. Nothing else stops."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The bytes of one file. `key` is its path within the source, composed, with `/` between folders."""

    key: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """One press item. `text` is clean and final: every offset ever stored counts its characters.

    `address` is as given, checked; `published` the item's own date at its precision; `text_kind` whether the words
    are the publisher's or a digest of ours.
    """

    text: str
    title: str
    publisher: str
    address: str
    published: PartialDate | None
    language: str
    text_kind: str
