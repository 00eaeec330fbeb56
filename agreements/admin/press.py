"""Press items and every version of their texts: to be read, not written."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.labels import column, language, word_filter
from agreements.admin.typed import AnyTabularInline
from agreements.ingest import wording
from agreements.models import PressItem, PressItemRevision, PressLink, SameStory


class LinkInline(AnyTabularInline):
    model = PressLink
    fields = ("agreement", "accepted_by", "accepted_at")
    readonly_fields = ("agreement", "accepted_by", "accepted_at")
    extra = 0
    can_delete = False


class RevisionInline(AnyTabularInline):
    model = PressItemRevision
    fk_name = "item"
    fields = ("number", "title", "text_kind", "language", "read_state", "stored_at")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True


@admin.register(PressItem)
class PressItemAdmin(ReadOnlyAdmin):
    list_display = ("name", "publisher", "published", "language_word", "first_seen_at")
    list_filter = (word_filter("language", _("language")), "first_seen_at")
    search_fields = ("title", "publisher", "address", "link")
    fields = ("title", "publisher", "published", "language", "link", "address", "cluster", "why", "first_seen_at")
    readonly_fields = ("published", "why")
    inlines = (RevisionInline, LinkInline)
    language_word = column("language", _("language"))

    @admin.display(description=_("title"), ordering="title")
    def name(self, row: PressItem) -> str:
        return str(row)

    @admin.display(description=_("published"), ordering="date")
    def published(self, row: PressItem) -> str:
        return row.when.format(language()) if row.when else ""

    @admin.display(description=_("why it is the same release"))
    def why(self, row: PressItem) -> str:
        """Each item that it is one release with by itself, and the reasons."""
        pairs = SameStory.objects.filter(Q(first=row) | Q(second=row)).select_related("first", "second")
        return "; ".join(
            f"{pair.second if pair.first == row else pair.first}: {', '.join(map(wording.reason, pair.reasons))}"
            for pair in pairs.order_by("-points", "pk")
        )


@admin.register(PressItemRevision)
class PressItemRevisionAdmin(ReadOnlyAdmin):
    list_display = ("item", "number", "text_kind_word", "language_word", "read_state", "is_relevant", "stored_at")
    list_filter = (word_filter("text_kind", _("kind of text")), "read_state", "is_relevant")
    list_select_related = ("item",)
    search_fields = ("title", "item__title")
    fields = (
        *("item", "number", "title", "text", "text_kind", "language"),
        *("raw", "stored_at", "read_state", "read_at", "reader_version", "is_relevant", "attempts", "error"),
    )
    text_kind_word = column("text_kind", _("kind of text"))
    language_word = column("language", _("language"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[PressItemRevision]:
        rows = super().get_queryset(request)
        is_list = request.resolver_match and str(request.resolver_match.url_name).endswith("changelist")
        return rows.defer("text", "signature") if is_list else rows
