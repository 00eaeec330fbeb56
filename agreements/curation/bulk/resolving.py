"""What a cell that points at another row means: a key of the file or of the register, or a name that only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from django.utils.translation import gettext as _

from agreements.curation.bulk import kinds
from agreements.curation.bulk.book import Book
from agreements.curation.bulk.register import Keys
from agreements.curation.bulk.shape import BY_NAME
from agreements.domain.names import organisation_key, person_key
from agreements.domain.text import clean_line, fold
from agreements.models import Occasion, OrganisationName, PersonName

Names = dict[str, set[str]]


class Resolver:
    """Finds keys. Pages that nobody knows yet become new references."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._in_file: dict[str, set[str]] = defaultdict(set)
        self._names_in_file: dict[str, Names] = defaultdict(lambda: defaultdict(set))
        self.new_pages: dict[str, str] = {}
        """Pages that only cells point at, and how they were written."""

    def note_keys(self, book: Book) -> None:
        """Know the keys and names of the rows that the file itself brings."""
        for sheet in (one for one in BY_NAME.values() if one.key):
            for line in book.lines.get(sheet.name, ()):
                try:
                    key = sheet.by_name[sheet.key].kind.read(line.cells.get(sheet.key, ""))
                except kinds.Wrong:
                    continue
                self._in_file[sheet.name].add(key)
                for column in ("name_en", "name_ko", "abbreviation"):
                    name = line.cells.get(column)
                    if key and isinstance(name, str) and sheet.name in _FOLDED:
                        self._names_in_file[sheet.name][_FOLDED[sheet.name](clean_line(name))].add(key)

    def is_known(self, sheet: str, key: str) -> bool:
        """Whether the register or the file has a row of this key."""
        return key in self._in_file[sheet] or key in self._register(sheet)

    def key(self, sheet: str, typed: str) -> str:
        """The key of the row that was meant. Raises Wrong."""
        if sheet == "references":
            return self._page(typed)
        if self.is_known(sheet, typed):
            return typed
        if sheet == "agreements":
            if self.is_known(sheet, typed.upper()):
                return typed.upper()
            raise kinds.Wrong(
                _("There is no agreement “%(key)s”, neither in the register nor in this file.") % {"key": typed[:80]}
            )
        return self._by_name(sheet, typed)

    def _page(self, typed: str) -> str:
        address = kinds.page_of(typed)
        if not self.is_known("references", address):
            self.new_pages.setdefault(address, typed)
        return address

    def _by_name(self, sheet: str, typed: str) -> str:
        wanted = _FOLDED[sheet](typed)
        found = set(self._names[sheet].get(wanted, ())) | self._names_in_file[sheet].get(wanted, set())
        if len(found) == 1:
            return found.pop()
        if found:
            keys = ", ".join(sorted(found)[:6])
            raise kinds.Wrong(
                _("“%(name)s” may mean several rows; write one of these keys: %(keys)s.")
                % {"name": typed[:80], "keys": keys}
            )
        raise kinds.Wrong(
            _("“%(name)s” is not known. Add it to the sheet “%(sheet)s”, or write its key.")
            % {"name": typed[:80], "sheet": sheet}
        )

    def _register(self, sheet: str) -> dict[str, int]:
        if sheet not in self._by_key:
            self._by_key[sheet] = {key: pk for pk, key in self._keys.all(sheet).items()}
        return self._by_key[sheet]

    def pk(self, sheet: str, key: str) -> int | None:
        """The number of the register's row of this key."""
        return self._register(sheet).get(key)

    @cached_property
    def _by_key(self) -> dict[str, dict[str, int]]:
        return {}

    @cached_property
    def _names(self) -> dict[str, Names]:
        names: dict[str, Names] = {name: defaultdict(set) for name in _FOLDED}
        for key, slug in OrganisationName.objects.order_by().values_list("key", "organisation__slug"):
            names["organisations"][key].add(slug)
        for key, slug in PersonName.objects.order_by().values_list("key", "person__slug"):
            names["people"][key].add(slug)
        for english, korean, slug in Occasion.objects.order_by().values_list("name_en", "name_ko", "slug"):
            for name in filter(None, (english, korean)):
                names["occasions"][fold(name)].add(slug)
        return names


_FOLDED: dict[str, Callable[[str], str]] = {"organisations": organisation_key, "people": person_key, "occasions": fold}
"""How names of each noun are compared."""
