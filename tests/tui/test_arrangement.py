"""Which parts are in sight: by width, and by where the keys go."""

from __future__ import annotations

import pytest

from brief_tui.tui.arrangement import PARTS, Arrangement, PaneName

COLUMNS = {"stories-column", "reading-column", "related-column"}


def columns(arrangement: Arrangement) -> set[str]:
    return COLUMNS & set(arrangement.in_sight())


def test_wide_screens_have_all_three_panes_whichever_has_the_keys() -> None:
    for at in ("stories", "sources", "reading", "related"):
        assert columns(Arrangement(120, at, "stories")) == COLUMNS


@pytest.mark.parametrize("width", [80, 119])
def test_related_stories_take_the_lists_place_while_they_have_the_keys(width: int) -> None:
    assert columns(Arrangement(width, "reading", "stories")) == COLUMNS - {"related-column"}
    beside = Arrangement(width, "related", "stories").in_sight()
    assert COLUMNS & set(beside) == COLUMNS - {"stories-column"}
    assert "related-divider" in beside
    assert "stories-divider" not in beside


@pytest.mark.parametrize(
    ("at", "column"),
    [
        ("stories", "stories-column"),
        ("sources", "stories-column"),
        ("reading", "reading-column"),
        ("related", "related-column"),
    ],
)
def test_narrow_screens_have_the_pane_that_has_the_keys(at: PaneName, column: str) -> None:
    shown = Arrangement(79, at, "stories").in_sight()
    assert COLUMNS & set(shown) == {column}
    assert not any(part.endswith("divider") for part in shown)


def test_the_sources_take_the_lists_place() -> None:
    shown = Arrangement(160, "reading", "sources").in_sight()
    assert {"sources", "sources-title"} <= shown
    assert not {"stories", "stories-title"} & shown


def test_alone_the_article_has_all_the_screen_but_what_the_foot_has_to_say() -> None:
    assert Arrangement(160, "reading", "stories", zen=True).in_sight() == {"reading-column"}
    speaking = Arrangement(60, "reading", "stories", zen=True, speaks=True)
    assert speaking.in_sight() == {"reading-column", "foot"}


@pytest.mark.parametrize("width", [60, 100, 160])
def test_the_pane_that_has_the_keys_is_always_in_sight(width: int) -> None:
    for zen in (False, True):
        assert "related-column" in Arrangement(width, "related", "stories", zen).in_sight()
        assert "reading-column" in Arrangement(width, "reading", "sources", zen).in_sight()


def test_every_part_is_known() -> None:
    for width in (60, 100, 160):
        for at in ("stories", "sources", "reading", "related"):
            assert set(Arrangement(width, at, "stories").in_sight()) <= set(PARTS)
