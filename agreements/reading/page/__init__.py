"""A text laid out for reading: letters made alike, furniture masked, lines joined and cut into sentences.

Offsets never move: everything here speaks of places in the document's own text. Imports rules and the scanner.
"""

from agreements.reading.page.layout import Page, Sentence, lay_out

__all__ = ["Page", "Sentence", "lay_out"]
