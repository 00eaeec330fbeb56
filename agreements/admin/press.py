"""Press items and every version of their texts: to be read, not written."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.base_words import UNNAMED
from agreements.admin.entry.row_words import said
from agreements.admin.labels import column, headed, language, word_filter, yes_or_no
from agreements.admin.typed import AnyTabularInline
from agreements.ingest import wording
from agreements.models import PressItem, PressItemRevision, PressLink, SameStory


class LinkInline(AnyTabularInline):
    model = PressLink
    fields = ("about", "who", "accepted_at")
    readonly_fields = fields

    @admin.display(description=UNNAMED["agreement"])
    def about(self, row: PressLink) -> str:
        address = reverse("admin:agreements_agreement_change", args=[row.agreement_id])
        return format_html('<a href="{}">{}</a>', address, said(row.agreement))

    @admin.display(description=UNNAMED["accepted_by"])
    def who(self, row: PressLink) -> str:
        return row.accepted_by.get_full_name() or row.accepted_by.username if row.accepted_by else "–"

    extra = 0
    can_delete = False


class RevisionInline(AnyTabularInline):
    model = PressItemRevision
    fk_name = "item"
    fields = ("number", "title", "text_kind_word", "language_word", "read_state", "stored_at")
    readonly_fields = fields
    extra = 0
    can_delete = False
    show_change_link = True
    text_kind_word = column("text_kind", _("kind of text"))
    language_word = column("language", _("language"))


@admin.register(PressItem)
class PressItemAdmin(ReadOnlyAdmin):
    list_display = ("name", "publisher", "published", "language_word", "first_seen_at")
    list_filter = (word_filter("language", _("language")), "first_seen_at")
    search_fields = ("title", "publisher", "address", "link")
    fields = ("title", "publisher", "published", "language_word", "link", "address", "cluster", "why", "first_seen_at")
    readonly_fields = ("published", "why", "language_word")
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
    list_display = ("of_item", "number", "text_kind_word", "language_word", "read_state", "relevant_word", "stored_at")
    list_filter = (word_filter("text_kind", _("kind of text")), "read_state", "is_relevant")
    list_select_related = ("item",)
    search_fields = ("title", "item__title")
    fields = (
        *("item", "number", "title", "text", "text_kind_word", "language_word"),
        *("raw", "stored_at", "read_state", "read_at", "reader_version", "relevant_word", "attempts", "error"),
    )
    readonly_fields = ("relevant_word", "text_kind_word", "language_word")
    of_item = headed("item", UNNAMED["item"])
    relevant_word = yes_or_no("is_relevant", _("about a UK–Korea agreement"))
    text_kind_word = column("text_kind", _("kind of text"))
    language_word = column("language", _("language"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[PressItemRevision]:
        rows = super().get_queryset(request)
        is_list = request.resolver_match and str(request.resolver_match.url_name).endswith("changelist")
        return rows.defer("text", "signature") if is_list else rows
