"""Texts made to be slow to read: what 100 kB of each costs, and how the cost grows when the text doubles."""

from __future__ import annotations

import time
from collections.abc import Iterator

from agreements.reading import Document, read

# Without an instrument most finders would not even look.
SIGNED = "Britain and South Korea signed an MOU. 영국과 한국은 양해각서를 체결했다.\n"
PIECES = {
    "near matches": "signed a memorandum of understandin ",
    "instruments": "Britain and South Korea signed a memorandum of understanding on field{} in London. ",
    "one endless word": "agreement",
    "capitals": "Ministry of Trade, Industry And ",
    "digits": "1,000,000",
    "brackets": "((((",
    "quotes": "'\"",
    "lines": "Related\n",
    "talks": "in talks to sign to sign to ",
    "names": "Minister Lee Minister Kim and ",
    "leaders": "Rishi Sunak and Yoon Suk Yeol ",
    "companies": "Hyundai Heavy and Foo Bar Ltd and ",
    "one sentence": "the agreement signed and the agreement which ",
    "existing agreements": "the existing agreement and ",
    "양해각서": "한국과 영국은 양해각서를 체결하기로 ",
    "한영": "한영",
    "조억만": "1조 2000억 3000만 ",
    "이름": "이상민 장관 ",
    "직함": "장관 장관 ",
    "두 글자": "리시 수낵(Rishi Sunak) 총리 ",
    "이름 없는 직함": "양국 정부 장관과 협약 ",
    "이름 같은 말": "가나다 라마바 장관 협정 ",
    "기업": "한빛전자와 영국 케임브리지대는 ",
}
_SIZE, _WHOLE, _ROUNDS = 12_500, 100_000, 2


def text_of(piece: str, size: int) -> str:
    """The piece over and over, after a sentence that makes the reader look."""
    return SIGNED + "".join(piece.replace("{}", str(number)) for number in range(size // len(piece) + 1))[:size]


def costs() -> Iterator[tuple[str, float, float]]:
    """Name, seconds for 100 kB (by eight times an eighth) and growth from a sixteenth to an eighth."""
    read(Document(SIGNED))
    for name, piece in PIECES.items():
        half, full = (min(_seconds(text_of(piece, size)) for _ in range(_ROUNDS)) for size in (_SIZE // 2, _SIZE))
        yield name, full * _WHOLE / _SIZE, full / half


def _seconds(text: str) -> float:
    began = time.process_time()
    read(Document(text))
    return time.process_time() - began
