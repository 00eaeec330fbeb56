"""The vocabulary's words in the reader's language, in forms, lists and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from agreements.domain import vocabulary
from agreements.domain.vocabulary import Vocabulary

_BY_CODES = {known.codes: known for known in vars(vocabulary).values() if isinstance(known, Vocabulary)}


def language() -> str:
    return get_language() or "en"


def vocabulary_of(field: Field[Any, Any]) -> Vocabulary | None:
    """The vocabulary that a column takes its codes from."""
    return _BY_CODES.get(tuple(code for code, _label in field.flatchoices))


def label(row: Model, column: str) -> str:
    """The word for the code in a column, in the reader's language."""
    code = str(getattr(row, column))
    known = vocabulary_of(row._meta.get_field(column))  # type: ignore[arg-type]
    return known.label(code, language()) if known else code


def translated_choices(field: Field[Any, Any], *, blank: bool) -> list[tuple[str, str]] | None:
    """Choices of a column of codes, sectors under their parents; None where its words are not the vocabulary's."""
    known = vocabulary_of(field)
    if known is None:
        return None
    empty = [("", "–")] if blank else []
    return [*empty, *_indented(known)]


def _indented(known: Vocabulary) -> Iterator[tuple[str, str]]:
    for root in known.roots():
        yield root.code, root.label(language())
        for child in known.children(root.code):
            yield child.code, f"\u2003{child.label(language())}"


def column(name: str, described: Any, *, order: str | None = None) -> Callable[[Any, Model], str]:
    """A column of a list that shows a code as its word."""

    @admin.display(description=described, ordering=order or name)
    def show(_self: Any, row: Model) -> str:
        return label(row, name)

    return show


def headed(name: str, described: Any) -> Callable[[Any, Model], Any]:
    """A column of a list under a word that the tables have not for it."""

    @admin.display(description=described, ordering=name)
    def show(_self: Any, row: Model) -> Any:
        return getattr(row, name)

    return show


def yes_or_no(name: str, described: Any) -> Callable[[Any, Model], str]:
    """A column that says yes or no in words, and nothing where nobody knows."""

    @admin.display(description=described, ordering=name)
    def show(_self: Any, row: Model) -> str:
        return {True: gettext("Yes"), False: gettext("No")}.get(getattr(row, name), "")

    return show


@dataclass(frozen=True, slots=True)
class Read:
    """A value that is only read, as a form shows one."""

    field: Mapping[str, Any]
    contents: str
    is_readonly: bool = True


def in_words(shown: Any, row: Model | None) -> Any:
    """A value that is only read, by its word where it is a code; another field as it is."""
    if row is None or not shown.is_readonly or shown.field["name"] not in {one.name for one in row._meta.fields}:
        return shown
    known = vocabulary_of(row._meta.get_field(shown.field["name"]))  # type: ignore[arg-type]
    return Read(shown.field, label(row, shown.field["name"])) if known else shown


def titled(kind: type[admin.FieldListFilter], words: Any) -> type[admin.FieldListFilter]:
    """A filter of a list under a word that the tables have not for it."""

    class Titled(kind):  # type: ignore[valid-type, misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = words

    return Titled


def word_filter(name: str, described: Any) -> type[admin.SimpleListFilter]:
    """A filter of a list on a column of codes, in the reader's words."""

    class WordFilter(admin.SimpleListFilter):
        title = described
        parameter_name = name

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return translated_choices(model_admin.model._meta.get_field(name), blank=False) or []

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{name: self.value()}) if self.value() else queryset

        def choices(self, changelist: ChangeList) -> Iterator[Any]:
            return super().choices(changelist)

    return WordFilter
