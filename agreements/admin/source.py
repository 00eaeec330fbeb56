"""Where the press is read, when each place was last read, and the bytes that were found there."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import NounAdmin, ReadOnlyAdmin
from agreements.admin.base_words import UNNAMED
from agreements.admin.entry.row_words import said
from agreements.admin.labels import headed, titled, yes_or_no
from agreements.admin.typed import AnyModelForm
from agreements.ingest import entered
from agreements.models import FetchRun, PressItemRevision, RawDocument, Source
from agreements.models.source import SOURCE_KINDS

OFTENEST, SELDOMEST = datetime.timedelta(seconds=5), datetime.timedelta(days=30)


class SourceForm(AnyModelForm):
    """A folder of files; what curators enter has a source of its own, which the register makes."""

    class Meta:
        model = Source
        fields = ("name", "slug", "kind", "location", "is_active", "check_every")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields and self.instance.kind != entered.KIND:
            kinds = [choice for choice in SOURCE_KINDS if choice[0] != entered.KIND]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_check_every(self) -> datetime.timedelta:
        every: datetime.timedelta = self.cleaned_data["check_every"]
        if not OFTENEST <= every <= SELDOMEST:
            raise ValidationError(gettext("Between five seconds and thirty days, written like 00:00:20 or 1 00:00:00."))
        return every


@admin.register(Source)
class SourceAdmin(NounAdmin):
    list_display = ("name", "kind", "location", "active_word", "last_checked_at", "last_success_at", "error")
    list_filter = ("is_active", "kind")
    search_fields = ("name", "slug", "location")
    readonly_fields = ("last_checked_at", "last_success_at", "next_check_at", "consecutive_failures", "error")
    form = SourceForm
    fields = ("name", "slug", "kind", "location", "is_active", "check_every", *readonly_fields)
    prepopulated_fields = {"slug": ("name",)}
    active_word = yes_or_no("is_active", _("active"))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new one has not been looked at yet."""
        return self.fields if obj else [name for name in self.fields if name not in self.readonly_fields]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.kind != entered.KIND)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)


@admin.register(FetchRun)
class FetchRunAdmin(ReadOnlyAdmin):
    list_display = ("source_name", "started_at", "outcome", "read", "new", "changed", "same", "refused")
    list_filter = ("outcome", ("source", titled(admin.RelatedFieldListFilter, UNNAMED["source"])))
    list_select_related = ("source",)
    date_hierarchy = "started_at"
    source_name = headed("source", _("source"))


@admin.register(RawDocument)
class RawDocumentAdmin(ReadOnlyAdmin):
    list_display = ("of_item", "kind_of_file", "size_said", "found_at", "fingerprint")
    list_display_links = ("of_item",)
    kind_of_file = headed("media_type", UNNAMED["media_type"])
    found_at = headed("stored_at", UNNAMED["stored_at"])
    list_filter = (("media_type", titled(admin.AllValuesFieldListFilter, UNNAMED["media_type"])),)
    search_fields = ("sha256",)
    fields = ("sha256", "media_type", "size", "headers", "stored_at", "download")
    readonly_fields = ("download",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawDocument]:
        versions = PressItemRevision.objects.defer("text", "signature").select_related("item")
        rows: QuerySet[RawDocument] = super().get_queryset(request).defer("content")
        return rows.prefetch_related(Prefetch("revisions", versions))

    @admin.display(description=_("what it became"))
    def of_item(self, row: RawDocument) -> str:
        return said(row)

    @admin.display(description=_("size"), ordering="size")
    def size_said(self, row: RawDocument) -> str:
        return filesizeformat(row.size)

    @admin.display(description=_("fingerprint"), ordering="sha256")
    def fingerprint(self, row: RawDocument) -> str:
        return row.sha256[:12]

    def get_urls(self) -> Any:
        bytes_of = path("<int:pk>/bytes/", self.admin_site.admin_view(self.serve), name="agreements_rawdocument_bytes")
        return [bytes_of, *super().get_urls()]

    @admin.display(description=_("bytes"))
    def download(self, row: RawDocument) -> str:
        address = reverse("admin:agreements_rawdocument_bytes", args=[row.pk])
        return format_html('<a href="{}" download>{}</a>', address, _("Download as a file"))

    def serve(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as a file to keep, never as a page: somebody else wrote them."""
        row = get_object_or_404(RawDocument, pk=pk)
        if not self.has_view_permission(request, row):
            return HttpResponse(status=403)
        return HttpResponse(
            bytes(row.content),
            content_type="text/plain; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{row.sha256[:16]}.txt"',
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            },
        )
