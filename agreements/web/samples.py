"""Invented agreements, people and sentences, in every state that a component can show: what the gallery is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.catalogue.pages.agreement import (
    Account,
    Fact,
    Gist,
    Kin,
    Party,
    PressNotice,
    Related,
    Side,
    Step,
    Support,
    Tree,
    Value,
)
from agreements.catalogue.pages.agreements import (
    AgreementCard,
    AgreementListPage,
    Chip,
    Choice,
    Extract,
    Facet,
    Option,
    Problem,
    Searched,
    Way,
)
from agreements.catalogue.pages.nouns import MachineMention
from agreements.catalogue.pages.parts import NO_TEXT, Head, Label, Link, PageLink, Pagination, Run, Tally, Text, When
from agreements.domain import vocabulary
from agreements.web.more_samples import Further, further

NONE = NO_TEXT
NO_DAY = When("date not stated", "", "unknown")
DAY, MONTH, YEAR = (
    When("22 November 2023", "2023-11-22", "day"),
    When("November 2023", "2023-11", "month"),
    When("2023", "2023", "year"),
)
LONG = "Memorandum of Understanding on the Mutual Recognition of Entirely Invented Certificates for " * 4
UNBROKEN = "Verständigungsvereinbarungsentwurfsanlagenverzeichnis" * 3


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """`pages/gallery.html`."""

    head: Head
    statuses: tuple[Tally, ...]
    cards: tuple[AgreementCard, ...]
    facts: tuple[Fact, ...]
    gists: tuple[Gist, ...]
    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    relations: Tree
    press: tuple[PressNotice, ...]
    mentions: tuple[MachineMention, ...]
    listing: AgreementListPage
    tallies: tuple[Tally, ...]
    further: Further


def everything(language: str) -> GalleryPage:
    return GalleryPage(
        head=Head("Gallery", "Every component in all its states."),
        statuses=tuple(
            Tally(Text(term.label(language), language), place, "#", code=term.code)
            for place, term in enumerate(vocabulary.STATUSES.values())
        ),
        cards=_cards(language),
        facts=_facts(language),
        gists=_gists(language),
        sides=_sides(language),
        steps=_steps(language),
        relations=_relations(language),
        press=_press(),
        mentions=_mentions(),
        listing=_listing(language, _cards(language)),
        tallies=tuple(Tally(Text(f"Sector {share}", "en"), share, "#", share) for share in (100, 62, 7, 1)),
        further=further(language, _cards(language)),
    )


def _label(terms: vocabulary.Vocabulary, code: str, language: str) -> Label:
    return Label(code, terms.label(code, language))


def _card(language: str, title: str, other: str, status: str, when: When, sources: int = 2) -> AgreementCard:
    return AgreementCard(
        public_id="UKKR-2023-999",
        address="#",
        title=Text(title, "en"),
        other_title=Text(other, "ko" if other else ""),
        form=_label(vocabulary.FORMS, "mou", language),
        status=_label(vocabulary.STATUSES, status, language),
        when=when,
        when_kind="Signed" if when else "",
        uk=(Text("Department for Invented Affairs", "en"), Text("Example Research Council", "en")),
        kr=() if status == "unclear" else (Text("예시연구재단", "ko"),),
        others=(Text("A third party", "en"),) if sources == 1 else (),
        sectors=tuple(_label(vocabulary.SECTORS, code, language) for code in ("semiconductors", "trade")),
        sources=sources,
        uk_signers=(Text("Ann Example", "en"), Text("Bob Sample", "en")) if sources > 1 else (),
        kr_signers=(Text("김예시", "ko"),) if sources == 2 else (),
        source=Text("Example Herald", "en") if sources > 1 else NO_TEXT,
        since=MONTH if status == "in-force" else NO_DAY,
        newest_evidence=MONTH if sources > 1 else NO_DAY,
    )


def _cards(language: str) -> tuple[AgreementCard, ...]:
    return (
        _card(language, "Memorandum on Invented Semiconductors", "가상 반도체 협력 양해각서", "signed", DAY),
        replace(
            _card(language, "Joint Fund for Examples", "", "announced", MONTH, 1),
            title=Text(
                "Joint Fund for Examples", "en", (Run("Joint ", False), Run("Fund", True), Run(" for Examples", False))
            ),
            extracts=(
                Extract(
                    "In the summary", Text("Pays for … half", "en", (Run("Pays", True), Run(" for … half", False)))
                ),
            ),
        ),
        _card(language, LONG, "매우 긴 이름의 가상 인증서 상호 인정에 관한 양해각서 " * 6, "in-force", YEAR, 14),
        _card(language, UNBROKEN, "", "unclear", NO_DAY, 1),
    )


def _support(code: str, language: str, *, supports: bool = True, reported: str = "", digest: str = "") -> Support:
    quoted = code == "quotation"
    judged = code == "judgement"
    return Support(
        strength=_label(vocabulary.STRENGTHS, code, language),
        supports=supports,
        quote=Text("signed an invented memorandum on 22 November 2023", "en") if quoted else NONE,
        prefix="The ministers then " if quoted else "",
        suffix=" and posed for photographs" if quoted else "",
        title=NONE if judged else Text("An invented article on an invented signing", "en"),
        publisher="" if judged else "The Example Gazette",
        date=NO_DAY if judged else DAY,
        language=Label("en", vocabulary.LANGUAGES.label("en", language)),
        link="" if judged else "https://example.org/article",
        press_address="#" if quoted else "",
        digest=Text(digest, "en" if digest else ""),
        reported=reported,
        note="No source says so in these words." if judged else "",
        accepted_by="A. Curator",
        accepted_on=DAY,
    )


def _facts(language: str) -> tuple[Fact, ...]:
    quotation, reference, judgement = (_support(code, language) for code in ("quotation", "reference", "judgement"))
    digest = _support("reference", language, digest="Our own summary of what the article says.")
    other = _support("quotation", language, supports=False, reported="21 November")
    return (
        Fact("form", "Form", (_value("Memorandum of understanding", (quotation, reference), "quotation"),), False),
        Fact("legal_nature", "Legal nature", (_value("Not established", (judgement,), "judgement"),), False),
        Fact("occasion", "Occasion", (_value("An invented state visit", (digest,), "reference", "#"),), False),
        Fact(
            "action",
            "Date",
            (
                _value("22 November 2023 (two sources)", (quotation, reference), "quotation"),
                Value(
                    Text("21 November (one source)", "en"), "", (other,), "quotation", True, "London was a day behind."
                ),
            ),
            True,
        ),
        Fact(
            "signed",
            "Signed",
            accounts := (
                Value(Text("22 November 2023", "en"), "", (quotation,), "quotation", counted="one source", side="uk"),
                Value(Text("23 November 2023", "en"), "", (reference,), "reference", counted="one source", side="kr"),
            ),
            True,
            (Account("uk", "British account", accounts[:1]), Account("kr", "Korean account", accounts[1:])),
            "British and Korean sources differ",
        ),
        Fact("title_en", "English title", (_value(LONG, (reference,), "reference"),), False),
        Fact("summary_en", "Summary", (_value("A value with nothing under it yet", (), ""),), False),
    )


def _value(words: str, supports: tuple[Support, ...], strength: str, address: str = "") -> Value:
    return Value(Text(words, "en"), address, supports, strength)


def _gists(language: str) -> tuple[Gist, ...]:
    """One with everything, and one of which next to nothing is known."""
    quotation, uk = _support("quotation", language), _sides(language)[0]
    rival = Value(Text("23 November 2023", "en"), "", (), "reference", is_reported_only=True)
    voices = (Link(Text("Example Herald", "en"), "#", "22 November 2023"), Link(Text("예시일보", "ko"), ""))
    many = replace(uk, parties=uk.parties * 4)
    return (
        Gist("Signed", DAY, (quotation,), "quotation", (rival,), (many, _sides(language)[1]), voices, 2),
        Gist("", NO_DAY, (), "", (), (), (), 0),
    )


def _sides(language: str) -> tuple[Side, ...]:
    person = Link(Text("Ann Example", "en"), "#")
    supports = (_support("quotation", language),)
    uk = Party(
        Link(Text("Department for Invented Affairs", "en"), "#"), Text("Department for Real Affairs", "en"),
        _label(vocabulary.CAPACITIES, "signed", language), person, Text("Minister for Examples", "en"), supports,
        "quotation",
    )  # fmt: skip
    kr = Party(
        Link(Text("예시연구재단", "ko"), ""),
        NONE,
        _label(vocabulary.CAPACITIES, "implementing", language),
        None,
        NONE,
        (),
        "",
    )
    return (
        Side("uk", vocabulary.SIDES.label("uk", language), (uk,)),
        Side("kr", vocabulary.SIDES.label("kr", language), (kr,)),
        Side("other", vocabulary.SIDES.label("other", language), ()),
    )


def _steps(language: str) -> tuple[Step, ...]:
    given = (("announced", MONTH, "actual"), ("signed", DAY, "actual"), ("review-due", YEAR, "scheduled"),
             ("expires", NO_DAY, "computed"))  # fmt: skip
    return tuple(
        Step(
            kind=_label(vocabulary.ACTIONS, kind, language),
            when=when,
            side=_label(vocabulary.ACTION_SIDES, "joint" if kind == "signed" else "kr", language),
            nature=_label(vocabulary.NATURES, nature, language),
            place="London" if kind == "signed" else "",
            occasion=Link(Text("An invented state visit", "en"), "#") if kind == "signed" else None,
            note=Text("Five years after signature, by clause 9.", "en") if nature == "computed" else NONE,
            supports=(_support("quotation", language),) if kind == "signed" else (),
            strength="quotation",
            is_deciding=kind == "signed",
        )
        for kind, when, nature in given
    )


def _relations(language: str) -> Tree:
    signed = _label(vocabulary.STATUSES, "signed", language)
    supports = (_support("reference", language),)
    whole = Kin(Link(Text("The Example Accord", "en"), "#", "2023"), signed, supports, "reference")
    parts = tuple(Kin(Link(Text(f"Part {number} of it", "en"), "#"), signed) for number in range(1, 9))
    older = Kin(Link(Text(LONG, "en"), ""), _label(vocabulary.STATUSES, "expired", language))
    return Tree(
        (Related("part-of", "Part of", (whole,)),),
        (Related("part-of-inverse", "Includes", parts), Related("amends-inverse", "Amended by", (older,))),
        (),
    )


def _press() -> tuple[PressNotice, ...]:
    quote = Text("The ministers signed an invented memorandum.", "en")
    title = Text("장관들, 가상의 양해각서에 서명", "ko")
    return (
        PressNotice(
            "#", Text("An invented article", "en"), "The Example Gazette", DAY, "https://example.org/", NONE, (quote,)
        ),
        PressNotice("#", title, "예시일보", NO_DAY, "", Text("Our own summary of what the article says.", "en"), ()),
        PressNotice("#", title, "예시일보", DAY, "", Text("A summary that goes on for long. " * 40, "en"), ()),
    )


def _mentions() -> tuple[MachineMention, ...]:
    quote = Text("signed an invented memorandum", "en")
    named = Text("Invented Memorandum", "en")
    return (
        MachineMention(
            named, "Memorandum of understanding", "Signed", DAY, ("Department", "예시부"), quote, "Ministers ", " today"
        ),
        MachineMention(NONE, "Other / not stated", "Announced", NO_DAY, (), NONE, "", ""),
    )


def _nowhere(_value: str) -> str:
    return "#"


def _listing(language: str, cards: tuple[AgreementCard, ...]) -> AgreementListPage:
    child = Option("semiconductors", Text("Semiconductors", "en"), 12, True, _nowhere, 30)
    options = (
        Option("technology", Text("Science & technology", "en"), 40, False, _nowhere, 100, (child,)),
        Option("transport", Text("Transport", "en"), 0, False, _nowhere),
    )
    years = tuple(
        Option(str(year), Text(str(year), ""), year % 7, False, _nowhere, year % 7 * 16)
        for year in range(2024, 2008, -1)
    )
    steps = (PageLink(1, "#"), PageLink(2, "#", True), PageLink(None, ""), PageLink(8, "#"))
    return AgreementListPage(
        head=Head("", ""),
        action="#",
        q="invented",
        total=0,
        unfiltered=176,
        chips=(
            Chip("form", "mou", "", Text("Memoranda", "en"), "#"),
            Chip("form", "framework", "or", Text("frameworks", "en"), "#"),
            Chip("sector", "semiconductors", "on", Text("Semiconductors", "en"), "#"),
        ),
        sentence="Memoranda or frameworks · on semiconductors",
        clear="#",
        facets=(
            Facet("sector", "Sector", options, True, 1, False, "#"),
            Facet("year", "Year signed", years, True, 0, True, "#"),
        ),
        sorts=(Choice("newest", "Newest", "#", True), Choice("title", "Title", "#", False)),
        sort="newest",
        cards=cards,
        pagination=Pagination(2, 8, 26, 50, 176, "#", "#", steps),
        problems=(Problem("year", "Year signed", "abc", "Write a year in four digits, such as 2023."),),
        ways=(Way("Without “on semiconductors”", 12, "#"),),
        suggestions=(Link(Text("inventory", "en"), "#"),),
        searched=Searched("invnted", "invented", True, "#"),
    )
