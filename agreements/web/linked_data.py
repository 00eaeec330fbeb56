"""What a page is about in schema.org's terms, for search engines and reference managers.

Made from the page objects alone, so that it can say nothing that the page does not, and costs no query.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from agreements.catalogue.pages.agreement import AgreementPage, Party, Support
from agreements.catalogue.pages.agreements import AgreementListPage
from agreements.catalogue.pages.nouns import OccasionPage, OrganisationPage, PersonPage
from agreements.catalogue.pages.parts import Link, Text
from agreements.catalogue.pages.site import HomePage, Site

Thing = dict[str, Any]
CONTEXT = "https://schema.org"
LEGAL_FORMS = {"treaty", "convention", "agreement", "fta", "protocol", "exchange-of-notes"}
"""Forms that schema.org's Legislation fits; a memorandum is no law."""
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def linked_data(page: object, site: Site) -> SafeString:
    """The block's content, which no character of it can end; nothing for a page that is about no single thing."""
    things = [_whole(thing) for thing in about(page, site)]
    if not things:
        return SafeString("")
    text = json.dumps({"@context": CONTEXT, "@graph": things}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  (every character that matters to HTML is escaped above)


@singledispatch
def about(page: object, site: Site) -> list[Thing]:
    """The things that the page is about."""
    return []


@about.register
def _home(page: HomePage, site: Site) -> list[Thing]:
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{_origin(site)}{page.list_address}?q={{words}}"},
        "query-input": "required name=words",
    }
    own = {
        "@type": "WebSite",
        "@id": f"{_origin(site)}/#site",
        "name": site.name,
        "url": site.canonical,
        "inLanguage": [code for code, _address in site.alternates if code != "x-default"],
        "potentialAction": action,
    }
    return [own, _register(site, page.head.description)]


@about.register
def _list(page: AgreementListPage, site: Site) -> list[Thing]:
    rows = [
        {"@type": "ListItem", "position": place, "url": _origin(site) + card.address, "name": str(card.title)}
        for place, card in enumerate(page.cards, page.pagination.first)
    ]
    return [{"@type": "ItemList", "name": page.head.title, "numberOfItems": page.total, "itemListElement": rows}]


@about.register
def _agreement(page: AgreementPage, site: Site) -> list[Thing]:
    is_law = page.form.code in LEGAL_FORMS
    parties = [_party(party, site) for side in page.sides for party in side.parties]
    signed = next((step.when.iso for step in page.timeline.past if step.kind.code == "signed"), "")
    thing = {
        "@type": "Legislation" if is_law else "CreativeWork",
        "@id": page.permanent_link,
        "url": _origin(site) + page.address,
        "identifier": page.public_id,
        **_named(page.title.text, page.other_title.text),
        "description": str(page.summary),
        "genre": page.form.text,
        "creativeWorkStatus": page.status.label.text,
        "dateCreated": signed,
        "contributor": parties,
        "about": [str(link.text) for link in page.sectors],
        "recordedAt": _event(page.occasion, site),
        "isBasedOn": _sources(page),
        "isPartOf": {"@id": f"{_origin(site)}/#register"},
        "citation": page.citation,
    }
    law = {"legislationType": page.form.text, "legislationDate": signed, "legislationIdentifier": page.public_id}
    return [thing | law if is_law else thing, _crumbs(site, page.title.text)]


@about.register
def _organisation(page: OrganisationPage, site: Site) -> list[Thing]:
    others = [str(name.text) for name in page.names]
    return [{"@type": "Organization", **_here(site), **_named(page.name, page.other_name, *others)}]


@about.register
def _person(page: PersonPage, site: Site) -> list[Thing]:
    others = [str(name) for name in page.other_spellings]
    posts = list(dict.fromkeys(acted.post for acted in page.acted if acted.post))
    return [{"@type": "Person", **_here(site), **_named(page.name, page.other_name, *others), "jobTitle": posts}]


@about.register
def _occasion(page: OccasionPage, site: Site) -> list[Thing]:
    thing = {"@type": "Event", **_here(site), **_named(page.name, page.other_name)}
    return [thing | {"startDate": page.when.iso, "location": page.place, "description": page.head.description}]


def _register(site: Site, description: str) -> Thing:
    return {
        "@type": "Dataset",
        "@id": f"{_origin(site)}/#register",
        "name": site.name,
        "description": description,
        "url": site.canonical,
        "isAccessibleForFree": True,
        "inLanguage": ["en", "ko"],
        "spatialCoverage": ["United Kingdom", "Republic of Korea"],
    }


def _party(party: Party, site: Site) -> Thing:
    link = party.organisation
    return _whole({"@type": "Organization", "name": str(link.text), "url": _address(link, site)})


def _event(occasion: Link | None, site: Site) -> Thing | None:
    if occasion is None:
        return None
    return {"@type": "Event", "name": str(occasion.text), "url": _address(occasion, site)}


def _sources(page: AgreementPage) -> list[Thing]:
    """Each source once, in the order of the facts."""
    supports = [support for fact in page.facts for value in fact.values for support in value.supports]
    return list({support.link: _source(support) for support in supports if support.link}.values())


def _source(support: Support) -> Thing:
    publisher = {"@type": "Organization", "name": support.publisher} if support.publisher else None
    kind = {"@type": "Article", "headline": str(support.title), "url": support.link}
    return _whole({**kind, "datePublished": support.date.iso, "publisher": publisher})


def _crumbs(site: Site, title: Text) -> Thing:
    steps = [(site.name, site.home), (site.navigation[0].text, site.navigation[0].address)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": _origin(site) + address}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [*items, {"@type": "ListItem", "position": 3, "name": str(title)}],
    }


def _named(name: Text, *others: Text | str) -> Thing:
    return {"name": str(name), "alternateName": [str(other) for other in others if str(other)]}


def _here(site: Site) -> Thing:
    return {"@id": site.canonical, "url": site.canonical}


def _address(link: Link, site: Site) -> str:
    return _origin(site) + link.address if link.address else ""


def _origin(site: Site) -> str:
    return site.canonical[: site.canonical.index("/", len("https://"))]


def _whole(thing: Thing) -> Thing:
    """Without what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [], {})}
