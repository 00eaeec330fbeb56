"""The thesaurus is sound: every group has its reason and says something once."""

from __future__ import annotations

import tomllib

from agreements.catalogue.words import queries, thesaurus, tokens

GROUPS = tomllib.loads(thesaurus.FILE.read_text(encoding="utf-8"))["group"]


def test_every_group_has_a_reason_and_at_least_two_expressions() -> None:
    for group in GROUPS:
        assert set(group) == {"words", "why"}
        assert group["why"].endswith(".")
        plain = [tuple(tokens.words(tokens.plain(each))) for each in group["words"]]
        assert len(set(plain)) > 1, group
        assert all(plain), group


def test_no_expression_stands_in_two_groups() -> None:
    """It would stand for both, and neither group would say so."""
    keys = [thesaurus.key(tuple(tokens.words(tokens.plain(each)))) for group in GROUPS for each in group["words"]]
    twice = {key for key in keys if keys.count(key) > 1}
    within = {
        key
        for group in GROUPS
        for key in twice
        if sum(thesaurus.key(tuple(tokens.words(tokens.plain(each)))) == key for each in group["words"]) > 1
    }
    assert twice <= within


def test_an_expression_is_found_as_a_whole_within_a_query() -> None:
    terms = queries.parse("free trade agreements with korea")
    assert [term.typed for term in terms] == ["free trade agreements", "with", "korea"]
    assert ("자유무역협정",) in {form.words for form in terms[0].forms}


def test_words_in_quotation_marks_stand_for_nothing_else() -> None:
    assert [form.words for form in queries.parse('"mou"')[0].forms] == [("mou",)]
