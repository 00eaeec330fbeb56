"""Citations: four styles, whatever stands in a title."""

import datetime
import re

import pytest
from django.utils import translation

from agreements.catalogue.record.citation import Cited, apa, bibtex, citations, oscola, plain

ADDRESS = "https://register.example/agreements/UKKR-2023-040/"


def _cited(title: str, language: str = "en") -> Cited:
    register = "한-영 합의 등록부" if language == "ko" else "UK–Korea Agreement Tracker"
    return Cited(title, "UKKR-2023-040", ADDRESS, register, datetime.date(2026, 11, 2), language)


def test_every_style_has_the_day_and_the_permanent_address() -> None:
    made = citations(_cited("A Title"))
    assert [each.code for each in made] == ["plain", "apa", "bibtex", "oscola"]
    for each in made:
        assert ADDRESS in each.text
        assert re.search("2 November 2026|November 2, 2026|2026-11-02", each.text)


def test_the_order_of_each_style() -> None:
    cited = _cited("A Title")
    assert apa(cited) == (
        f"UK–Korea Agreement Tracker. (2026). A Title (UKKR-2023-040). Retrieved November 2, 2026, from {ADDRESS}"
    )
    assert oscola(cited) == (
        f"‘A Title’ (UK–Korea Agreement Tracker, UKKR-2023-040) <{ADDRESS}> accessed 2 November 2026"
    )


def test_quotation_marks_within_a_title_are_the_other_kind() -> None:
    assert plain(_cited("The “Example” Accord")).startswith("“The ‘Example’ Accord” (")
    assert oscola(_cited("The ‘Example’ Accord of People’s Labs")).startswith("‘The “Example” Accord of People’s Labs’")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Research & 50% _funds_ #1", r"Research \& 50\% \_funds\_ \#1"),
        ("A {braced} one}", r"A {\textbraceleft}braced{\textbraceright} one{\textbraceright}"),
        ("Back\\slash ~ ^", r"Back{\textbackslash}slash {\textasciitilde} {\textasciicircum}"),
        ("반도체 협력 프레임워크", "반도체 협력 프레임워크"),
    ],
)  # fmt: skip
def test_bibtex_escapes_what_tex_would_act_on_and_keeps_hangul(title: str, written: str) -> None:
    entry = bibtex(_cited(title))
    assert f"title = {{{{{written}}}}}," in entry
    assert entry.count("{") == entry.count("}")
    assert f"url = {{{ADDRESS}}}," in entry
    assert "urldate = {2026-11-02}" in entry


def test_a_korean_page_cites_in_korean() -> None:
    with translation.override("ko"):
        made = citations(_cited("반도체 협력 프레임워크", "ko"))
    assert all("반도체 협력 프레임워크" in each.text for each in made)
    assert all("2026년 11월 2일" in each.text for each in made)
    assert "langid = {korean}" in made[2].text
