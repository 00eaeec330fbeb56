"""Reads press items: text in, mentions of agreements with their facts and quotes out, in English and Korean.

Pure Python: no Django, no database, no network, no clock. It may import ``agreements.domain`` and libraries.
The main path is ``reader.read``; what it knows is data in ``rules``.
"""

from agreements.reading.gazetteer import Gazetteer, Name
from agreements.reading.model import Document, Fact, Mention, Person, Reading, Span
from agreements.reading.reader import READER_VERSION, read

__all__ = [
    "READER_VERSION",
    "Document",
    "Fact",
    "Gazetteer",
    "Mention",
    "Name",
    "Person",
    "Reading",
    "Span",
    "read",
]
