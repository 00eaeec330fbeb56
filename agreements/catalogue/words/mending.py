"""What to look for when nothing holds all that was typed: the nearest words of the register in place of those that it
does not hold. Words that it holds are left alone, and so is anything in quotation marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from agreements.catalogue.words import queries, tokens
from agreements.catalogue.words.lexicon import Lexicon
from agreements.catalogue.words.queries import Term

ABBREVIATED = 4
"""Latin letters up to which an unknown word is more often an abbreviation than a misspelling."""


def mend(terms: Sequence[Term], unknown: Collection[Term], lexicon: Lexicon) -> tuple[Term, ...]:
    """The terms to look for instead; an unknown one that resembles nothing is left out."""
    mended: list[Term] = []
    waiting = list(terms)
    while waiting:
        joined = _joined(waiting, unknown, lexicon)
        if joined:
            mended.append(joined)
            waiting = waiting[2:]
            continue
        one = waiting.pop(0)
        mended += [one] if one.is_exact or one not in unknown else _instead(one, lexicon, is_alone=len(terms) == 1)
    return tuple(dict.fromkeys(mended))


def _joined(terms: Sequence[Term], unknown: Collection[Term], lexicon: Lexicon) -> Term | None:
    """`semi conductor` as one word, where either part alone is not known and the whole is."""
    pair = terms[:2]
    if len(pair) < 2 or any(each.is_exact for each in pair) or not any(each in unknown for each in pair):
        return None
    whole = "".join(word for each in pair for word in each.forms[0].words)
    known = next((word for word in (whole, f"{whole}s", whole.removesuffix("s")) if word in lexicon), "")
    return queries.term([known]) if known else None


def _instead(one: Term, lexicon: Lexicon, *, is_alone: bool) -> list[Term]:
    """The known words within it, those that it begins, or the one that it resembles most. An abbreviation by itself
    resembles nothing: its neighbours are other bodies."""
    words = one.forms[0].words
    whole = "".join(words)
    if tokens.is_hangul(whole) and (parts := lexicon.parts(whole)):
        return [queries.term([part]) for part in parts]
    if len(words) == 1 and lexicon.begun(whole):
        return [queries.term([whole], begins=True)]
    if is_alone and len(whole) <= ABBREVIATED and not tokens.is_hangul(whole):
        return []
    near = lexicon.nearest(whole) or [word for each in words for word in lexicon.nearest(each)[:1] if len(words) > 1]
    return [queries.term([near[0]])] if near else []
