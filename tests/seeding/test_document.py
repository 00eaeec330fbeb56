"""YAML is read as text, so that nothing in it is guessed."""

from agreements.seeding.document import parse
from agreements.seeding.problems import Where


def test_nothing_is_guessed() -> None:
    tree = parse("- {date: 2023-11, answer: no, sum: 4500000, empty: ~}", Where("f"))
    assert tree == [{"date": "2023-11", "answer": "no", "sum": "4500000", "empty": "~"}]


def test_hangul_is_composed() -> None:
    decomposed = "\u1112\u1161\u11ab"
    assert parse(f"- {decomposed}", Where("f")) == ["한"]


def test_a_field_stated_twice_is_refused_with_its_line() -> None:
    where = Where("seeds/people.yaml")
    parse("- slug: a\n  slug: b\n", where)
    assert where.messages == ["seeds/people.yaml: line 2: “slug” is stated twice"]


def test_broken_yaml_names_the_line() -> None:
    where = Where("seeds/people.yaml")
    assert parse("- slug: a\n  name: [b\n", where) == []
    assert where.messages[0].startswith("seeds/people.yaml: line ")
