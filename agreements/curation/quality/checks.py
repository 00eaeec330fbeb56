"""The one list of checks, in the order in which mending them does a reader most good."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from agreements.curation.quality import bodies, links, steps, support
from agreements.curation.quality.finding import Check
from agreements.curation.quality.languages import lacking, named_in_one
from agreements.curation.quality.twins import twins
from agreements.models import Occasion, Organisation, Person

GROUPS = {
    "evidence": _("What values stand on"),
    "truth": _("What cannot all be true"),
    "time": _("What time has overtaken"),
    "twice": _("What may stand here twice"),
    "links": _("Where links lead"),
    "languages": _("What one language lacks"),
    "bodies": _("Who belongs where"),
}
_STEP = _("Record the step that says so, with its source.")
_NAME = _("Add the name from a source, or say in its reference that there is none.")
_PAIR = _("Compare the two: merge them, or say that they are two and never be asked again.")

CHECKS = (
    Check("bare", "evidence", _("Values that nothing supports"),
          _("Put a sentence, a page or your judgement under each."), support.without_any, support.tell_without_any),
    Check("digest", "evidence", _("Values that rest on our own digest alone"),
          _("Find the text itself, or a page that says so."), support.digest_only, support.tell),
    Check("judgement", "evidence", _("Values that rest on a judgement alone"),
          _("Find a source that states it."), support.judged_only, support.tell),
    Check("rivals", "truth", _("Sources differ, and nobody has said why ours is kept"),
          _("Decide which is right. If ours is, put your judgement under it, with a note that says why."),
          support.undecided_rivals, support.tell_rival),
    Check("order", "truth", _("In effect or over before it was signed"),
          _("Look at both dates again."), steps.effect_before_signature, steps.tell_early),
    Check("status", "truth", _("A status that no step explains"), _STEP, steps.unexplained_status, steps.tell),
    Check("one-sided", "truth", _("No body of one side"),
          _("Name who entered into it for that side."), bodies.one_sided, bodies.tell_one_sided),
    Check("talks", "time", _("In talks, and nothing heard of it for two years"),
          _("Look for what became of them; record a later step, or that they were given up."),
          steps.stale_talks, steps.tell_stale),
    Check("passed", "time", _("Reviews and expiries whose day has passed"), _STEP, steps.passed, steps.tell_passed),
    Check("same-agreements", "twice", _("Agreements that may be one"), _PAIR, **twins("agreement")),
    Check("same-bodies", "twice", _("Bodies that may be one"), _PAIR, **twins("organisation")),
    Check("same-people", "twice", _("People who may be one"), _PAIR, **twins("person")),
    Check("dead-links", "links", _("Pages that are no longer online"),
          _("Find where it is now, or an archived copy, and change the link."),
          links.dead, links.tell, links.have_been_asked),
    Check("moved-links", "links", _("Pages that have moved for good"),
          _("Open the new address and, if it is the same page, change the link."),
          links.moved, links.tell, links.have_been_asked),
    Check("korean-title", "languages", _("No Korean title"),
          _("Add it from a source, or as our translation."), **lacking("title_ko")),
    Check("english-title", "languages", _("No English title"),
          _("Add it from a source, or as our translation."), **lacking("title_en")),
    Check("korean-summary", "languages", _("No Korean summary"), _("Write one or two sentences."),
          **lacking("summary_ko")),
    Check("english-summary", "languages", _("No English summary"), _("Write one or two sentences."),
          **lacking("summary_en")),
    Check("body-names", "languages", _("Bodies with a name in one language"), _NAME, **named_in_one(Organisation)),
    Check("people-names", "languages", _("People with a name in one language"), _NAME, **named_in_one(Person)),
    Check("occasion-names", "languages", _("Occasions with a name in one language"), _NAME, **named_in_one(Occasion)),
    Check("unplaced", "bodies", _("Bodies of no kind, or of no side"),
          _("Say what kind of body it is and to which side it belongs."), bodies.unplaced, bodies.tell),
    Check("ended", "bodies", _("Bodies that have ended, with no successor"),
          _("Name the body that took its place."), bodies.ended, bodies.tell_ended),
)  # fmt: skip
