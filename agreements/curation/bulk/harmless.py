"""Text that a spreadsheet would take for a formula, made harmless on the way out and itself again on the way in.

An apostrophe is put before it, as people do by hand; text that begins with apostrophes before such a sign gets one
more, so that what comes back is always what went out.
"""

import re

_WOULD_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character by its number; text that only looks so is written with its first sign so coded."""


def made_harmless(text: str) -> str:
    """`text` as it can stand in a cell."""
    return f"'{text}" if _WOULD_RUN.match(text) else text


def as_it_was(text: str) -> str:
    """The text of a cell without the apostrophe that made it harmless."""
    return text[1:] if text.startswith("'") and _WOULD_RUN.match(text) else text


def coded(text: str) -> str:
    """`text` as a workbook keeps it."""
    return _CODED.sub(r"_x005F_x\1_", text)


def decoded(text: str) -> str:
    """Text of a workbook with the characters that it names by number."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
