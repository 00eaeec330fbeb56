"""The page of one agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agreements.catalogue.pages.agreements import AgreementCard
from agreements.catalogue.pages.corrections import Outcome
from agreements.catalogue.pages.parts import NO_DAY, Activity, Head, Label, Link, Text, When


@dataclass(frozen=True, slots=True)
class Support:
    """One piece of evidence under one value: opens from the value's source mark."""

    strength: Label
    """`code`: quotation, reference or judgement; each has a shape and a word of its own."""
    supports: bool
    """False when the source disputes the value."""
    quote: Text
    """The exact sentence; false unless `strength` is a quotation ("sentence not held")."""
    prefix: str
    suffix: str
    """Words right before and after the quote in the text."""
    title: Text
    """Of the source; false for a judgement."""
    publisher: str
    date: When
    """The source's own day of publication."""
    language: Label
    """The source's language."""
    link: str
    """Where to read it, on another site; empty when unknown."""
    press_address: str
    """Its page here when it is a press item; else empty."""
    digest: Text
    """Our own digest of the source, shown under its label and never as a quotation; usually false."""
    reported: str
    """The value as this source words it."""
    note: str
    accepted_by: str
    accepted_on: When
    side: str = ""
    """From which side the source speaks: uk, kr or "" (neither, or not known)."""
    is_official: bool = False
    """Whether that side's own state says it."""
    token: str = ""
    """What addresses call the value that it stands under."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact with what stands under it."""

    text: Text
    address: str
    """A page or list behind the value; may be empty."""
    supports: tuple[Support, ...]
    strength: str
    """The strongest evidence under it: quotation, reference, judgement or "" (none)."""
    is_reported_only: bool = False
    """A competing value that a source reports and the register does not adopt; stands beside the adopted one."""
    note: str = ""
    counted: str = ""
    """How many sources say so, in words: "two sources"; empty for a judgement alone."""
    side: str = ""
    """The side whose account alone this is: uk, kr or "" (of both, or of nobody in particular)."""
    nature: Label | None = None
    """Of a date that was worked out and not stated."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the sources of one side say, where those of the other say something else."""

    side: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the table of facts. Several values stand side by side."""

    code: str
    label: str
    values: tuple[Value, ...]
    is_disputed: bool
    """Whether sources disagree on it."""
    accounts: tuple[Account, ...] = ()
    """The two sides' accounts in reading order, where they differ; they hold some of `values`."""
    flag: str = ""
    """Who disagrees, in words; empty when nobody does."""

    @property
    def apart(self) -> tuple[Value, ...]:
        """Values that are no one side's account."""
        told = {id(value) for account in self.accounts for value in account.values}
        return tuple(value for value in self.values if id(value) not in told)


@dataclass(frozen=True, slots=True)
class Title:
    """The title in one language and where its wording comes from."""

    text: Text
    origin: str
    """"source" (a source words it so), "ours" (our wording or translation) or "none" (there is no title in it)."""
    origin_text: str
    """The same in words, such as "Our translation" or "No Korean title is known"."""


@dataclass(frozen=True, slots=True)
class Party:
    """One body of one side, and who acted for it."""

    organisation: Link
    """Under the name it bore then."""
    name_now: Text
    """Its name today, when that differs; else false."""
    capacity: Label
    person: Link | None
    post: Text
    """Held then, in the words of the source; may be false."""
    supports: tuple[Support, ...]
    strength: str
    rivals: tuple[Value, ...] = ()
    """What other sources say instead."""


@dataclass(frozen=True, slots=True)
class Side:
    """One column of signatories."""

    code: str
    """uk, kr or other."""
    label: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the timeline."""

    kind: Label
    when: When
    side: Label
    nature: Label
    """`code`: actual, scheduled or computed (worked out from a clause; `note` says how)."""
    place: str
    occasion: Link | None
    note: Text
    supports: tuple[Support, ...]
    strength: str
    is_deciding: bool
    """Whether the status follows from it."""
    rivals: tuple[Value, ...] = ()
    """Other dates that sources give."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Actions in three groups, each oldest first."""

    past: tuple[Step, ...]
    scheduled: tuple[Step, ...]
    undated: tuple[Step, ...]

    def __bool__(self) -> bool:
        return bool(self.past or self.scheduled or self.undated)


@dataclass(frozen=True, slots=True)
class Status:
    """Where the agreement stands, since when, and why we say so."""

    label: Label
    since: When
    """The date of the deciding action; false when not stated."""
    as_at: When
    """The day for which it was worked out."""
    why: str
    """The rule in a sentence: "Signed on 22 November 2023; nothing later is recorded."."""
    supports: tuple[Support, ...]
    """Evidence of the deciding action."""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """One agreement that another is related to, and what stands under the relation where it is told from this end."""

    link: Link
    status: Label
    supports: tuple[Support, ...] = ()
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Agreements that stand to this one in the same way: "Part of", "Includes", "Amended by"."""

    code: str
    label: str
    kin: tuple[Kin, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Where the agreement sits: what it rests on above it, what rests on it below, what was made with it beside."""

    above: tuple[Related, ...]
    below: tuple[Related, ...]
    beside: tuple[Related, ...]

    def __bool__(self) -> bool:
        return bool(self.above or self.below or self.beside)


@dataclass(frozen=True, slots=True)
class PressNotice:
    """A press item that a curator accepted as about this agreement."""

    address: str
    title: Text
    publisher: str
    date: When
    link: str
    digest: Text
    """Our digest of it, to be labelled so; false when the text held is the publisher's."""
    quotes: tuple[Text, ...]
    """Sentences of it quoted under values of this agreement."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Money the agreement concerns."""

    text: str
    kind: Label
    payer: Link | None
    period: str
    note: str
    supports: tuple[Support, ...]
    strength: str
    rivals: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A document that can be read somewhere."""

    title: Text
    language: Label
    link: str
    is_authentic: bool | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The record cited in one style, with the day and the permanent address."""

    code: str
    """plain, apa, bibtex or oscola."""
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One value before and after a change."""

    label: str
    before: Text
    """False when the value was added."""
    after: Text
    """False when it was removed."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one person changed at once, newest first."""

    when: When
    who: str
    """The accepted name of who made it; empty when it was the register's own upkeep."""
    what: str
    """What cannot be said as a value before and after: "published", "sources added: Form"."""
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    """Why, as the editor told readers."""
    outcome: Outcome | None = None
    """What became of a reader's note; then it is no change of its own."""

    @property
    def corrected(self) -> tuple[str, ...]:
        """What readers were once told otherwise: values that were changed or removed."""
        return tuple(dict.fromkeys(edit.label for edit in self.edits if edit.before))


@dataclass(frozen=True, slots=True)
class Gist:
    """Who, when, and who says so."""

    kind: str
    """What happened at its date: "Signed", "Announced"; empty without one."""
    when: When
    supports: tuple[Support, ...]
    """Evidence of the date."""
    strength: str
    rivals: tuple[Value, ...]
    """Other dates that sources give."""
    sides: tuple[Side, ...]
    """Those that somebody is named of."""
    voices: tuple[Link, ...]
    """Who published what says so, at most three, each with its day."""
    more_voices: int


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`pages/agreement.html`."""

    head: Head
    public_id: str
    number_note: str
    """Why the year in the number is no date of the agreement, where it is not; else empty."""
    address: str
    permanent_link: str
    """The full address that never changes, for citing."""
    title: Title
    """In the reader's language, or the other's where there is none (then `title.text.language` differs)."""
    other_title: Title
    """In the other language."""
    gist: Gist
    summary: Text
    """In the reader's language, else the other's; may be false."""
    summary_supports: tuple[Support, ...]
    summary_strength: str
    form: Label
    legal_nature: Label
    level: Label
    confidence: Label
    status: Status
    sectors: tuple[Link, ...]
    occasion: Link | None
    facts: tuple[Fact, ...]
    sides: tuple[Side, ...]
    """UK first in English, Korea first in Korean, third parties last when there are any."""
    timeline: Timeline
    relations: Tree
    announced_with: tuple[AgreementCard, ...]
    """Others announced at the same occasion, at most twelve."""
    announced_with_more: Link | None
    """The list of all of them when there are more."""
    press: tuple[PressNotice, ...]
    doubts: tuple[Text, ...]
    sums: tuple[Sum, ...]
    documents: tuple[OfficialText, ...]
    identifiers: tuple[tuple[str, str], ...]
    """Pairs of register and number."""
    citations: tuple[Citation, ...]
    """The plain style first."""
    changes: tuple[Change, ...]
    quoted: int
    """How many of its values have a quotation, of `valued`."""
    valued: int
    activity: Activity | None = None
    """Whether anything was heard of it lately; none for what binds."""
    dispute_address: str = ""
    """Where a reader says what is wrong with it."""
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    """What became of readers' notes, by the `token` of the value that they were about."""
    as_of: When = NO_DAY
    """The day on which its status and activity are looked at; false for today."""

    @property
    def correction(self) -> Change | None:
        """The newest change of what readers were once told otherwise."""
        return next((change for change in self.changes if change.corrected), None)

    @property
    def differing(self) -> tuple[Fact, ...]:
        """Facts on which sources disagree."""
        return tuple(fact for fact in self.facts if fact.is_disputed)

    @property
    def citation(self) -> str:
        """In the plain style."""
        return self.citations[0].text
