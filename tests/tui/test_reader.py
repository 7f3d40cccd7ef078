"""The reader from day to day: the real app on a real archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import reading
from tests.tui.paper import PAPER


# Opening and moving


async def test_it_opens_with_the_list_filled_and_the_first_story_previewed(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.see("6 unread · 6", "● The harbour reopens", "A draw in the longest game")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        assert driver.headlines == [article.headline for article in PAPER.values()]
        await driver.see("By Mara Quill and Jon Ferrier", "Photo: Ada Lens / Courier")


async def test_a_story_that_is_only_previewed_stays_unread(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("j", "j")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("s")
        await driver.wait_until(lambda: driver.state("lamps").starred)
        assert not any(driver.state(name).read for name in PAPER)


async def test_enter_marks_the_story_read_and_the_count_falls(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("dredger")
        await driver.see("5 unread · 6", "○ The dredger")
        assert driver.state("dredger").read
        driver.press("h")
        await driver.wait_until(lambda: driver.reader.frame.at == "stories")


async def test_the_cursor_follows_every_key(archive: Path) -> None:
    async with reading(archive) as driver:
        stories = driver.reader.stories
        for keys, cursor in (("jjj", 3), ("k", 2), ("G", 5), ("j", 5), ("g", 0), ("k", 0)):
            driver.press(*keys)
            await driver.wait_until(lambda cursor=cursor: stories.cursor == cursor)  # type: ignore[misc]
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)


async def test_every_step_in_an_article_is_taken_however_fast(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press(*"jjjjjjjjjkk")
        await driver.wait_until(lambda: driver.reader.reading.top == 7)
        driver.press("G")
        await driver.wait_until(lambda: driver.reader.reading.at_end)
        driver.press("g")
        await driver.wait_until(lambda: driver.reader.reading.top == 0)


async def test_space_reads_on_to_the_end_and_then_the_next_unread(archive: Path) -> None:
    async with reading(archive, size=(100, 20)) as driver:
        driver.press("space")
        await driver.wait_until(lambda: driver.state("harbour").read)
        pane = driver.reader.reading
        seen = [pane.top]
        while not pane.at_end:
            driver.press("space")
            await driver.wait_until(lambda: pane.top > seen[-1])
            assert pane.top - seen[-1] <= pane.size.height - 2
            seen.append(pane.top)
        driver.press("space")
        await driver.wait_until(lambda: driver.opened == PAPER["dredger"].headline)
        await driver.wait_until(lambda: driver.state("dredger").read)


async def test_next_unread_passes_over_what_was_read(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("dredger")
        driver.press("h", "g", "n")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        await driver.wait_until(lambda: driver.reader.stories.cursor == 2)
        driver.press("p")
        await driver.wait_until(lambda: driver.opened == PAPER["harbour"].headline)
        driver.press("p")
        await driver.see("No unread story")


# Finding stories


async def test_search_shows_hits_and_where_the_word_stands_as_one_types(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("/")
        driver.type("muss")
        await driver.see("1 found", "a bank of mussels")
        assert driver.headlines == [PAPER["dredger"].headline]
        stories = driver.reader.stories
        marked = [
            segment.text
            for y in range(3)
            for segment in stories.make_line(y)
            if segment.style == driver.app.looks.style("match", "cursor_blurred")
        ]
        assert marked == ["mussels", "mussels"]
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.frame.at == "stories")
        await driver.wait_until(lambda: len(driver.reader.reading.hits) == 2)


async def test_esc_clears_a_search_and_the_cursor_stays_on_its_story(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("/")
        driver.type("mussels")
        await driver.wait_until(lambda: driver.headlines == [PAPER["dredger"].headline])
        driver.press("esc")
        await driver.wait_until(lambda: len(driver.headlines) == 6)
        assert not driver.reader.query_bar.is_open
        row = driver.reader.stories.row
        assert row is not None
        assert row.headline == PAPER["dredger"].headline


async def test_a_credit_is_found_and_said_to_be_one(archive: Path) -> None:
    async with reading(archive, size=(100, 30)) as driver:
        driver.press("/")
        driver.type("credit:lens")
        await driver.see("1 found", "credit: Photo: Ada Lens")


async def test_a_mistake_is_pointed_at_and_the_list_stays(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("/")
        driver.type("harbour ")
        await driver.wait_until(lambda: driver.headlines == [PAPER["harbour"].headline])
        driver.type("is:blue")
        await driver.see("^")
        lines = driver.text.splitlines()
        typed = next(y for y, line in enumerate(lines) if line.startswith(" search"))
        caret = lines[typed + 1]
        assert caret.strip().strip("^") == ""
        assert lines[typed][caret.index("^") :].startswith(("is:blue", "blue"))
        assert "blue" in lines[typed + 2]
        assert driver.headlines == [PAPER["harbour"].headline]
        driver.press("enter")
        driver.press("backspace")
        await driver.wait_until(lambda: driver.reader.query_bar.input.value.endswith("is:blu"))
        assert driver.reader.query_bar.is_open


async def test_a_filter_narrows_the_view_and_keeps_its_order(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("f")
        driver.type('source:"Evening Post" OR section:science')
        await driver.wait_until(lambda: len(driver.headlines) == 3)
        assert driver.headlines == [PAPER[name].headline for name in ("lamps", "bakery", "prices")]
        driver.press("enter", "esc")
        await driver.wait_until(lambda: len(driver.headlines) == 6)


async def test_nothing_found_says_what_to_do(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("/")
        driver.type("zeppelin")
        await driver.see("Nothing found", "No story matches zeppelin", "esc shows all stories")
        driver.press("enter", "enter", "j", "G", "n", "esc")
        await driver.wait_until(lambda: len(driver.headlines) == 6)


async def test_a_query_from_the_command_line_is_a_search(archive: Path) -> None:
    async with reading(archive, query="mussels") as driver:
        assert driver.headlines == [PAPER["dredger"].headline]
        await driver.see("Search ▸ mussels")


# Views


async def test_a_view_is_chosen_by_typing_a_part_of_its_name(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("v")
        await driver.see("Views", "Unread", "Science")
        driver.type("scie")
        driver.press("enter")
        await driver.wait_until(lambda: driver.headlines == [PAPER["lamps"].headline])
        await driver.see("brief   Science")
        driver.press("esc")
        await driver.wait_until(lambda: len(driver.headlines) == 6)


async def test_a_search_is_kept_as_a_view_and_deleted_again(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("/")
        driver.type("source:evening*")
        await driver.wait_until(lambda: len(driver.headlines) == 2)
        driver.press("enter", "S")
        await driver.see("as a view")
        driver.type("Evenings")
        driver.press("enter")
        await driver.wait_until(lambda: driver.reader.listing.view.name == "Evenings")
        await driver.wait_until(
            lambda: (
                ("Evenings", "source:evening*")
                in [(view.name, view.query) for view in driver.library.views()]
            )
        )
        await driver.wait_until(lambda: len(driver.headlines) == 2)
        driver.reader.perform("view.delete")
        await driver.wait_until(lambda: len(driver.headlines) == 6)
        assert "Evenings" not in [view.name for view in driver.library.views()]


# Marks


@pytest.mark.parametrize(
    ("key", "sign"), [("s", "★ The harbour"), ("L", "later The Courier"), ("m", "○ The harbour")]
)
async def test_a_mark_is_shown_kept_at_once_and_undone(archive: Path, key: str, sign: str) -> None:
    async with reading(archive) as driver:
        before = driver.state("harbour")
        driver.press(key)
        await driver.see(sign)
        assert driver.state("harbour") != before
        driver.press("u")
        await driver.see("Undone")
        await driver.wait_until(lambda: driver.state("harbour") == before)
        await driver.wait_until(lambda: sign not in driver.text)
        driver.press("u")
        await driver.settle()
        assert driver.state("harbour") == before


async def test_tags_are_edited_as_a_line_of_words(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("t")
        await driver.see("Your tags")
        driver.type("#old pier, goat")
        driver.press("enter")
        await driver.see("#goa", "Tagged goat, old pier")
        assert driver.state("harbour").tags == {"goat", "old pier"}
        driver.press("t")
        await driver.wait_until(lambda: driver.screen is not driver.reader)
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)
        driver.press("u")
        await driver.wait_until(lambda: driver.state("harbour").tags == frozenset())


async def test_all_of_a_list_is_marked_read_and_that_is_one_step_back(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("A")
        await driver.see("0 unread · 6", "Marked read: 6")
        driver.press("u")
        await driver.see("6 unread · 6")


async def test_marks_go_to_the_open_story_while_it_is_read(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.read("harbour")
        driver.press("2")
        await driver.wait_until(lambda: driver.opened == PAPER["lamps"].headline)
        driver.press("s")
        await driver.wait_until(lambda: driver.state("lamps").starred)
        assert not driver.state("harbour").starred


# Looks


async def test_zen_shows_nothing_but_the_article(archive: Path) -> None:
    async with reading(archive) as driver:
        await driver.wait_until(lambda: driver.opened != "")
        driver.press("z")
        await driver.wait_until(lambda: "unread" not in driver.text)
        assert "Related" not in driver.text
        await driver.see("Forty people and a goat")
        driver.press("z")
        await driver.see("6 unread", "Related")


async def test_help_names_the_keys_and_leaves_with_esc(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("?")
        await driver.see("Help", "Moving", "Next story, line or related headline")
        driver.press("G")
        await driver.see("Searching", "sort:relevance")
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)


async def test_the_palette_runs_the_command_that_is_typed(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press(":")
        await driver.see("Commands", "Next story")
        driver.type("read later")
        driver.press("enter")
        await driver.wait_until(lambda: driver.state("harbour").later)


async def test_pictures_are_hidden_and_shown(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.press("i")
        await driver.see("Pictures hidden")
        driver.press("i")
        await driver.see("Pictures shown")


async def test_keys_typed_before_a_query_opens_go_into_it(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.type("/quill")
        await driver.wait_until(lambda: driver.reader.query_bar.input.value == "quill")
        assert driver.app.is_running


async def test_keys_typed_behind_enter_and_esc_are_no_part_of_the_query(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.type("/the")
        driver.press("enter", "j", "s")
        await driver.see("Starred", "1/4", "Search ▸ the ")
        driver.type("/xyz")
        driver.press("esc", "j")
        await driver.wait_until(lambda: len(driver.headlines) == 6)
        await driver.settle()
        assert driver.reader.listing.search == ""


async def test_keys_typed_behind_a_mistake_go_on_with_the_query(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.type("/is:blue")
        driver.press("enter")
        driver.type(" green")
        await driver.wait_until(lambda: driver.reader.query_bar.input.value == "is:blue green")
        assert driver.reader.query_bar.is_open
