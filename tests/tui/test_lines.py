"""Panes of lines: what leans on the insides of Textual, and sizes nobody reads at."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset, Region
from textual.selection import Selection
from textual.strip import Strip

from brief_tui.config.paths import themes_dir
from brief_tui.config.themes import load_theme
from brief_tui.model.article import Article
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import SCROLL_MARK, LinesPane
from brief_tui.tui.panes.reading import ReadingPane
from brief_tui.tui.typeset.pieces import Span
from tests.archive.stories import story
from tests.tui.paper import HARBOUR, text


def looks(name: str = "evening") -> Looks:
    return Looks(load_theme(themes_dir() / f"{name}.yaml"))


class Numbers(LinesPane):
    """Says the number of each line, and remembers which lines it made."""

    def __init__(self, count: int) -> None:
        super().__init__(looks())
        self.count = count
        self.asked: list[int] = []

    def on_mount(self) -> None:
        self.set_line_count(self.count)

    def make_line(self, y: int) -> Strip:
        self.asked.append(y)
        return self.line_of_spans([Span(f"line {y}", "body")])


class WithCursor(Numbers):
    """Has a cursor on two lines."""

    def cursor_lines(self) -> range:
        return range(4, 6)


class Reading(ReadingPane):
    """Remembers which lines it made."""

    def __init__(self, article: Article) -> None:
        super().__init__(looks())
        self.given = article
        self.asked: set[int] = set()

    def on_mount(self) -> None:
        self.call_after_refresh(self.show, self.given)

    def make_line(self, y: int) -> Strip:
        self.asked.add(y)
        return super().make_line(y)


class Shout(LineFilter):
    """Makes every letter a capital."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(segment.text.upper(), segment.style) for segment in segments]


class Frame(App[None]):
    """An app with one pane, and a filter."""

    def __init__(self, pane: LinesPane, shout: bool = False) -> None:
        super().__init__()
        self.register_theme(looks().textual)
        self.theme = looks().textual.name
        self.pane = pane
        self.shout = shout

    def get_line_filters(self) -> list[LineFilter]:
        return [Shout()] if self.shout else []

    def compose(self) -> ComposeResult:
        yield self.pane


def rendered(pane: LinesPane) -> list[str]:
    return [strip.text for strip in pane.render_lines(Region(0, 0, *pane.size))]


async def test_only_the_lines_in_sight_are_made() -> None:
    pane = Numbers(1_000_000)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        pane.top = 500_000
        await pilot.pause()
        assert rendered(pane)[0].startswith("line 500000 ")
        assert set(pane.asked) <= {*range(10), *range(500_000, 500_010)}


async def test_a_line_that_was_made_is_kept_until_it_is_renewed() -> None:
    pane = Numbers(100)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        pane.asked.clear()
        rendered(pane)
        assert pane.asked == []
        pane.renew_lines(3, 2)
        rendered(pane)
        assert pane.asked == [3, 4]


async def test_when_the_keys_come_or_go_only_what_looks_otherwise_is_made_anew() -> None:
    pane = WithCursor(100)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        pane.focus()
        await pilot.pause()
        rendered(pane)
        pane.asked.clear()
        pane.blur()
        await pilot.pause()
        rendered(pane)
        marked = {y for y, line in enumerate(rendered(pane)) if line.endswith(SCROLL_MARK)}
        assert set(pane.asked) == {4, 5} | marked
        assert marked == {0}


async def test_steps_that_come_faster_than_paints_are_all_taken() -> None:
    pane = Numbers(100)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        for _ in range(7):
            pane.top += 1
        await pilot.pause()
        assert pane.top == 7


async def test_the_top_stays_within_the_content() -> None:
    pane = Numbers(12)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        pane.top = 1 << 40
        await pilot.pause()
        assert pane.top == pane.max_top == 2
        pane.top = -5
        await pilot.pause()
        assert pane.top == 0


async def test_the_last_column_marks_the_place_in_a_long_text() -> None:
    pane = Numbers(40)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert [line[-1] for line in rendered(pane)] == [SCROLL_MARK] * 2 + [" "] * 8
        pane.top = pane.max_top
        await pilot.pause()
        assert [line[-1] for line in rendered(pane)] == [" "] * 8 + [SCROLL_MARK] * 2


async def test_a_short_text_has_no_mark() -> None:
    pane = Numbers(10)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert not any(SCROLL_MARK in line for line in rendered(pane))


async def test_the_line_filters_of_the_app_are_applied() -> None:
    pane = Numbers(3)
    async with Frame(pane, shout=True).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert rendered(pane)[1].startswith("LINE 1 ")


async def test_a_part_of_the_lines_is_cut_out_as_asked() -> None:
    pane = Numbers(100)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        strips = pane.render_lines(Region(5, 2, 4, 3))
        assert [strip.text for strip in strips] == ["2   ", "3   ", "4   "]


@pytest.mark.parametrize("width", range(6))
@pytest.mark.parametrize("height", [0, 1, 5])
async def test_no_size_is_too_small(width: int, height: int) -> None:
    pane = Reading(HARBOUR)
    async with Frame(pane).run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        pane.styles.width, pane.styles.height = width, height
        await pilot.pause()
        assert pane.size == (width, height)
        strips = pane.render_lines(Region(0, 0, width, height))
        assert [strip.cell_length for strip in strips] == [width] * height
        pane.top += 3
        pane.styles.width, pane.styles.height = 40, 10
        await pilot.pause()
        assert pane.page is not None


@pytest.mark.parametrize("name", ["broadsheet", "mono", "sixteen"])
async def test_another_theme_is_shown_at_once(name: str) -> None:
    pane = Numbers(3)
    async with Frame(pane).run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        before = next(iter(pane.render_lines(Region(0, 0, 30, 1))[0])).style
        pane.restyle(looks(name))
        after = next(iter(pane.render_lines(Region(0, 0, 30, 1))[0])).style
        assert after == looks(name).style("body")
        assert after != before


# What the mouse marks


async def test_the_mouse_s_selection_is_the_text_without_the_margin() -> None:
    pane = Reading(HARBOUR)
    async with Frame(pane).run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        lines = rendered(pane)
        first = next(y for y, line in enumerate(lines) if "PORT ELLERY" in line)
        picked = pane.get_selection(Selection(Offset(0, first), Offset(60, first + 1)))
        assert picked is not None
        assert picked[0].startswith("PORT ELLERY — The first ferry left")
        assert picked[0].split() == " ".join(lines[first : first + 2]).replace("▐", "").split()


async def test_every_cell_in_sight_knows_which_character_it_shows() -> None:
    pane = Reading(HARBOUR)
    async with Frame(pane).run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        pane.top = 6
        await pilot.pause()
        _, offset = pilot.app.screen.get_widget_and_offset_at(9, 3)
        assert offset == Offset(9, 9)


async def test_dragging_the_mouse_selects_and_shows_it() -> None:
    pane = Reading(HARBOUR)
    async with Frame(pane).run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        before = pane.render_lines(Region(0, 0, 60, 12))
        await pilot.mouse_down(pane, offset=(pane.left, 1))
        await pilot.hover(pane, offset=(20, 2))
        await pilot.mouse_up(pane, offset=(20, 2))
        assert "WORLD" in (pilot.app.screen.get_selected_text() or "")
        assert pane.render_lines(Region(0, 0, 60, 12)) != before


# A long article


async def test_of_fifty_thousand_words_only_what_is_in_sight_is_made() -> None:
    words = " ".join(f"word{number}" for number in range(500))
    long = story("long", body=tuple(text(words) for _ in range(100)))
    pane = Reading(long)
    async with Frame(pane).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert pane.line_count > 4_000
        pane.top = 1 << 40
        await pilot.pause()
        assert pane.at_end
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert len(pane.asked) <= 4 * 24


async def test_one_paragraph_of_fifty_thousand_words_is_no_trouble() -> None:
    pane = Reading(story("long", body=" ".join(f"wörd港{n}" for n in range(50_000))))
    async with Frame(pane).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert pane.line_count > 4_000
        assert len(pane.asked) <= 2 * 24
