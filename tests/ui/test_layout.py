from hypothesis import given
from hypothesis import strategies as st

from newsreader.ui.commands import Pane
from newsreader.ui.layout import Wish, sidebar_width, visible_panes

PANES: list[Pane] = ["stories", "article", "feeds", "facts"]
wishes = st.builds(Wish, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(PANES))


def wish(focus: Pane = "stories", *, feeds: bool = True, facts: bool = False, zen: bool = False) -> Wish:
    return Wish(feeds, facts, zen, focus)


def test_three_panes_at_140_columns_two_at_100_and_at_80_one_below_70() -> None:
    assert visible_panes(140, wish()) == ("feeds", "stories", "article")
    assert visible_panes(100, wish()) == ("stories", "article")
    assert visible_panes(80, wish()) == ("stories", "article")
    assert visible_panes(69, wish()) == ("stories",)


def test_facts_take_the_place_of_the_feeds_until_there_is_room_for_both() -> None:
    assert visible_panes(140, wish("facts", facts=True)) == ("stories", "article", "facts")
    assert visible_panes(180, wish("facts", facts=True)) == ("feeds", "stories", "article", "facts")
    assert visible_panes(100, wish("facts", facts=True)) == ("article", "facts")


@given(st.integers(20, 300), wishes)
def test_the_pane_with_the_keys_is_on_the_screen_unless_zen_hides_it(width: int, asked: Wish) -> None:
    panes = visible_panes(width, asked)
    assert panes
    assert asked.zen or asked.focus in panes or asked.focus in {"feeds", "facts"}


@given(st.integers(70, 300), st.integers(0, 400))
def test_the_sidebar_leaves_room_for_the_article(width: int, asked: int) -> None:
    assert 24 <= sidebar_width(width, asked) <= width - 36
