"""The site of the editing room: its name, its order of work, its language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

from agreements.admin.keeping import quality
from agreements.admin.keeping.bulk import Bulk
from agreements.admin.queue import second_looks
from agreements.admin.queue.queue_head import QueueHead
from agreements.curation.merging import ground
from agreements.domain.text import clean_line, fold
from agreements.models import Agreement, Dispute, Organisation, Person, PressItem, Reference
from agreements.models.merger import as_they_became
from agreements.models.rules import Named

ORDER_OF_WORK: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Decide"), ("candidate", "dispute", "review", "merger")),
    (gettext_lazy("The register"), ("agreement", "organisation", "person", "occasion")),
    (gettext_lazy("What it stands on"), ("evidence", "reference", "pressitem", "pressitemrevision")),
    (gettext_lazy("Where the press is read"), ("source", "fetchrun", "rawdocument")),
    (gettext_lazy("People and groups"), ("user", "group", "accessevent")),
)
IN_REACH = ("candidate", "dispute", "agreement", "organisation", "person", "occasion", "pressitem", "reference")


class BothScripts(AutocompleteJsonView):
    """Suggestions that show a name in both languages, since either may be the one that the curator knows, and say
    which other name was typed: an abbreviation, or one that the body bore before. Under the name of a record that was
    merged into another, the other is suggested. The side that a body or a person is known to be of goes with it."""

    def process_request(self, request: HttpRequest) -> Any:
        term, *rest = super().process_request(request)
        return clean_line(term)[:200], *rest

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if rows.model in ground.TABLES.values():
            rows = as_they_became(rows)
        return rows.prefetch_related("names") if rows.model in (Organisation, Person) else rows

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        told = {"id": str(getattr(obj, to_field_name)), "text": describe(obj, self.term)}
        return {**told, "side": obj.side} if isinstance(obj, (Organisation, Person)) else told


def describe(row: Any, typed: str = "") -> str:
    """A row as a curator recognises it, whatever language they read and whatever name of it they typed."""
    if isinstance(row, Named):
        names = [getattr(row, "abbreviation", ""), row.name_en, row.name_ko]
        shown = " · ".join(filter(None, names))
        return f"{shown} ({other})" if (other := _matched(row, names, typed)) else shown
    if isinstance(row, Agreement):
        return " · ".join(filter(None, [row.public_id, row.title_en, row.title_ko]))
    if isinstance(row, PressItem):
        when = row.when.format(get_language() or "en") if row.when else ""
        return " · ".join(filter(None, [str(row), row.publisher, when]))
    if isinstance(row, Reference):
        return " · ".join(dict.fromkeys(filter(None, [row.title, row.publisher, row.address])))
    return str(row)


def _matched(row: Any, names: list[str], typed: str) -> str:
    """The name by which it was found, where that is none of those shown."""
    wanted = fold(typed)
    if not wanted or not hasattr(row, "names") or any(wanted in fold(name) for name in names):
        return ""
    for name in row.names.all():
        if all(word in fold(name.text) for word in wanted.split()):
            former = getattr(name, "used_until", None)
            return str((_("formerly %s") if former else _("also %s")) % name.text)
    return ""


class EditingRoom(AdminSite):
    """Django's admin site, in our order and our words."""

    site_header = gettext_lazy("UK–Korea agreements: editing room")
    site_title = gettext_lazy("Editing room")
    index_title = gettext_lazy("What waits for you")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[URLResolver | URLPattern]:
        # its forms need the apps, which are made after this site
        from agreements.admin.entry.understood import understood

        own: list[URLResolver | URLPattern] = [
            path("language/", set_language, name="language"),
            path("understood/", self.admin_view(understood), name="understood"),
            path("login/code/", self._page("access.sign_in_pages.code_page", public=True), name="sign_in_code"),
            path("account/", self._page("access.account_pages.account"), name="account"),
            path("account/second-factor/", self._page("access.account_pages.factor"), name="account_factor"),
            path("account/sign-out/", self._page("access.account_pages.sign_out_everywhere"), name="account_sign_out"),
            path("rules/", self._page("access.rules_page.rules"), name="rules"),
        ]
        return [*own, *Bulk(self).urls(), *quality.urls(self), *super().get_urls()]

    def _page(self, where: str, *, public: bool = False) -> Any:
        """A page of this site's own; its module needs the apps, which are made after this site."""
        module, name = where.rsplit(".", 1)

        def page(request: HttpRequest) -> Any:
            view = getattr(import_module(f"agreements.admin.{module}"), name)
            context = {} if name == "sign_out_everywhere" else {"context": self.each_context(request)}
            return view(request, **context)

        return page if public else self.admin_view(page)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Sign in; whoever is in already is led to the first page."""
        from agreements.admin.access.sign_in_pages import SignIn

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {**self.each_context(request), "title": _("Sign in"), "app_path": request.get_full_path()}
        if "next" not in request.GET and "next" not in request.POST:
            context["next"] = reverse("admin:index")
        return never_cache(SignIn.as_view(extra_context={**context, **(extra_context or {})}))(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Choose another password; every other session ends with the old one."""
        from agreements.admin.access import door
        from agreements.curation.access import sessions, sign_in

        answer = super().password_change(request, extra_context)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND and request.user.is_authenticated:
            sessions.begin(request.session)
            sign_in.note("password", user=request.user, visitor=door.visitor(request))
        return answer

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        return super().admin_view(_asked_in_letters(view), cacheable)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        context["nouns_in_reach"] = self._in_reach(context["available_apps"])
        return context

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Everything this person may see, grouped in the order in which the work is done."""
        nouns = {
            noun["model"]._meta.model_name: noun
            for app in self._build_app_dict(request, app_label).values()
            for noun in app["models"]
        }
        groups = [(name, [nouns.pop(noun) for noun in order if noun in nouns]) for name, order in ORDER_OF_WORK]
        label = apps.get_app_config("agreements").label
        return [
            {"name": name, "app_label": label, "app_url": "", "has_module_perms": True, "models": models}
            for name, models in [*groups, (_("Other"), list(nouns.values()))]
            if models
        ]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = BothScripts.as_view(admin_site=self)(request)  # type: ignore[assignment]
        return answer

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {**waiting(request), **(extra_context or {})})

    def app_index(self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None) -> Any:
        """The register is one: whoever asks for a part of it sees all that waits."""
        return self.index(request, extra_context)

    @staticmethod
    def _in_reach(groups: list[Any]) -> list[dict[str, str]]:
        nouns = {noun["model"]._meta.model_name: noun for group in groups for noun in group["models"]}
        return [
            {"name": nouns[name]["name"], "address": nouns[name]["admin_url"], "noun": name}
            for name in IN_REACH
            if name in nouns and nouns[name]["admin_url"]
        ]


def _asked_in_letters(view: Callable[..., Any]) -> Callable[..., Any]:
    """Nothing in the register has a NUL in it: a page that is asked for by one is shown without its query."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if any("\x00" in one for values in request.GET.lists() for one in (values[0], *values[1])):
            return HttpResponseRedirect(request.path)
        return view(request, *args, **kwargs)

    return answer


@cache
def editing_room() -> EditingRoom:
    """The one site; asked for while its own package is being imported, and again when that is done."""
    return EditingRoom()


def waiting(request: HttpRequest) -> dict[str, Any]:
    """How much work waits, for those who may do it."""
    if not request.user.has_perm("agreements.view_candidate"):
        return {}
    queue = QueueHead.of(request)
    drafts = Agreement.objects.filter(record_state__in=["draft", "in-review"])
    return {
        "queue": queue,
        "in_review": drafts.filter(record_state="in-review").count(),
        "drafts": drafts.filter(record_state="draft").count(),
        "open_cases": Dispute.objects.waiting().count(),
        "next_candidate": queue.next,
        "second_looks": second_looks.waiting(),
        "queue_address": reverse("admin:agreements_candidate_changelist"),
        "agreement_address": reverse("admin:agreements_agreement_changelist"),
    }
