"""Search, filter and views, as one types."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reading
from tests.tui.paper import PAPER


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


# Keys that come faster than the screen


async def test_keys_typed_before_a_query_opens_go_into_it(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.type("/quill")
        await driver.wait_until(lambda: driver.reader.query_bar.input.value == "quill")
        assert driver.app.is_running


async def test_keys_typed_behind_enter_and_esc_are_no_part_of_the_query(archive: Path) -> None:
    async with reading(archive) as driver:
        driver.type("/the")
        driver.press("enter", "j", "s")
        await driver.see("Starred", "2/4", "Search ▸ the ")  # they are for what is found
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
        driver.reader.dispatch.perform("view.delete")
        await driver.wait_until(lambda: len(driver.headlines) == 6)
        assert "Evenings" not in [view.name for view in driver.library.views()]
