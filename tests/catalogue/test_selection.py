"""One value for what was asked: canonical, immutable, with a way to add and to take off each choice."""

from hypothesis import given
from hypothesis import strategies as st

from agreements.catalogue.selection import FACETS, Selection

choices = st.dictionaries(
    st.sampled_from(FACETS), st.lists(st.text("ab &가+=", min_size=1, max_size=3), unique=True, max_size=3)
)


def _of(chosen: dict[str, list[str]], **more: str) -> Selection:
    selection = Selection(**more)  # type: ignore[arg-type]
    for facet, values in chosen.items():
        for value in values:
            selection = selection.with_(facet, value)
    return selection


@given(chosen=choices, facet=st.sampled_from(FACETS), value=st.text("ab &가", min_size=1, max_size=2))
def test_toggling_is_adding_or_taking_off(chosen: dict[str, list[str]], facet: str, value: str) -> None:
    selection = _of(chosen, q="x y", sort="title").on_page(3)
    is_on = value in selection.of(facet)
    expected = selection.without(facet, value) if is_on else selection.with_(facet, value)
    assert selection.toggling(facet)(value) == expected.query


def test_order_of_choices_does_not_matter() -> None:
    first = Selection().with_("form", "mou").with_("form", "fta").with_("sector", "ai")
    second = Selection().with_("sector", "ai").with_("form", "fta").with_("form", "mou")
    assert first.query == second.query == "sector=ai&form=fta&form=mou"


def test_defaults_are_left_out() -> None:
    assert Selection(sort="newest").query == ""
    assert Selection(q="chips", sort="relevance").query == "q=chips"
    assert Selection(q="chips", sort="newest").query == "q=chips&sort=newest"
    assert Selection(sort="relevance").order == "newest"


def test_adding_goes_back_to_the_first_page() -> None:
    assert Selection(page=4).with_("form", "mou").page == 1


def test_a_selection_never_changes() -> None:
    before = Selection().with_("form", "mou")
    before.without("form", "mou")
    assert before.of("form") == ("mou",)
