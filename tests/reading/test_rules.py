"""Every rule runs its own examples, and says only what the vocabulary knows."""

import pytest

from agreements.domain.vocabulary import FORMS, SECTORS, STATUSES
from agreements.reading.rules import LANGUAGES, Rule, family, phrases
from agreements.reading.scanner import scanner

FAMILIES = ("boilerplate", "bodies", "counts", "dates", "deeds", "forms", "money", "people", "status")
RULES = [(name, language, rule) for name in FAMILIES for language in LANGUAGES for rule in family(name, language)]
NAMES = [f"{name}-{rule.name}" for name, _, rule in RULES]


@pytest.mark.parametrize(("name", "language", "rule"), RULES, ids=NAMES)
def test_a_rule_finds_what_its_examples_mark(name: str, language: str, rule: Rule) -> None:
    assert rule.finds, "a rule without an example"
    for example in rule.finds:
        start, end = example.index("["), example.rindex("]") - 1
        text = example[:start] + example[start + 1 : end + 1] + example[end + 2 :]
        found = [(match.start, match.end, match.rule.name) for match in scanner(name, language).scan(text)]
        assert (start, end, rule.name) in found, f"in {text!r}: {found}"


@pytest.mark.parametrize(("name", "language", "rule"), RULES, ids=NAMES)
def test_a_rule_skips_what_it_must(name: str, language: str, rule: Rule) -> None:
    for text in rule.skips:
        assert rule.name not in {match.rule.name for match in scanner(name, language).scan(text)}


def test_rules_of_a_family_have_names_of_their_own() -> None:
    assert len(NAMES) == len(set(NAMES))


def test_rules_speak_the_vocabulary() -> None:
    forms = {rule.get("form") for name, _, rule in RULES if name in {"forms", "deeds"}} - {""}
    statuses = {rule.get("status") for name, _, rule in RULES if name in {"status", "deeds"}}
    assert forms <= set(FORMS.codes)
    assert statuses <= {*STATUSES.codes, "amended"}
    assert set(phrases("sectors")["strong"]) <= set(SECTORS.codes)
