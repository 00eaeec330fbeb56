"""One record cited in four styles, each with the day of reading and the address that never changes. Runs no query."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.pages.agreement import Citation

_PAIRED = re.compile('[“"]([^”"]*)[”"]')
_SINGLE = re.compile("‘([^’]*)’")
_TEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "–": "--",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
"""No bare brace is left, since BibTeX counts them even where TeX would not."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited. `day` is the day on which the record was read as it is; `register` is the site's own name."""

    title: str
    public_id: str
    address: str
    register: str
    day: datetime.date
    language: str
    """Of the page that cites, whose words and order of dates the styles take."""


def citations(cited: Cited) -> tuple[Citation, ...]:
    """Plain, APA, BibTeX and OSCOLA."""
    return (
        Citation("plain", _("Plain"), plain(cited)),
        Citation("apa", "APA", apa(cited)),
        Citation("bibtex", "BibTeX", bibtex(cited)),
        Citation("oscola", "OSCOLA", oscola(cited)),
    )


def plain(cited: Cited) -> str:
    words = _words(cited, title=_PAIRED.sub(r"‘\1’", cited.title))
    return _("“%(title)s” (%(id)s), UK–Korea Agreement Tracker, as at %(day)s, %(address)s") % words


def apa(cited: Cited) -> str:
    """The register is the author; what may change is given with the day of reading."""
    words = _words(cited) if cited.language.startswith("ko") else _words(cited, day=_month_first(cited.day))
    return _("%(register)s. (%(year)s). %(title)s (%(id)s). Retrieved %(day)s, from %(address)s") % words


def _month_first(day: datetime.date) -> str:
    """As APA writes it in English."""
    return f"{day:%B} {day.day}, {day.year}"


def oscola(cited: Cited) -> str:
    words = _words(cited, title=_SINGLE.sub(r"“\1”", cited.title))
    return _("‘%(title)s’ (%(register)s, %(id)s) <%(address)s> accessed %(day)s") % words


def bibtex(cited: Cited) -> str:
    """For BibTeX and biblatex: signs that TeX would act on are escaped, and the double braces keep capitals."""
    note = _("as at %(day)s") % _words(cited)
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": f"{{{_tex(cited.register)}}}",
        "year": f"{cited.day.year}",
        "number": _tex(cited.public_id),
        "url": cited.address,
        "urldate": cited.day.isoformat(),
        "note": _tex(note),
        "langid": "korean" if cited.language.startswith("ko") else "english",
    }
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{cited.public_id.lower()},\n{rows}\n}}"


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _words(cited: Cited, **others: str) -> dict[str, str]:
    return {
        "title": cited.title,
        "id": cited.public_id,
        "register": cited.register,
        "year": str(cited.day.year),
        "day": wording.on_day(cited.day, cited.language).text,
        "address": cited.address,
        **others,
    }
