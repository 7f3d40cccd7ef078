"""Lists longer than what is at hand of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brief_tui.archive.store import Archive, Entry
from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.model.identity import article_id
from brief_tui.model.listing import Counts, Row
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import Marking
from tests.tui.driving import Driver, reading

COUNT = 1_500
NEWEST = datetime(2026, 6, 30, 12, tzinfo=UTC)


def article(number: int) -> Article:
    """The stories are a day apart; every second one has the word."""
    url = f"https://long.example/{number}"
    text = "lantern" if number % 2 else "harbour"
    return Article(
        id=article_id(url),
        headline=f"Number {number}",
        url=url,
        published=NEWEST - timedelta(days=number),
        section="Even" if number % 2 == 0 else "Odd",
        body=(Paragraph((Run(f"A {text} in the text of number {number}."),)),),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "archive.db"
    archive = Archive.open(path)
    archive.put([Entry(article(n)) for n in reversed(range(COUNT))], "long")
    archive.close()
    return path


@pytest.fixture
def long(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    path.write_bytes(made.read_bytes())
    return path


async def at(driver: Driver, headline: str, number: str) -> None:
    """The cursor is on this story, which has this number."""

    def there() -> bool:
        row = driver.reader.stories.row
        return row is not None and row.headline == headline and number in driver.text

    await driver.wait_until(there)


async def test_the_ends_of_a_long_list_are_a_key_away(long: Path) -> None:
    async with reading(long) as driver:
        await at(driver, "Number 0", "1/1,500")
        driver.press("G")
        await at(driver, "Number 1499", "1,500/1,500")
        driver.press("k")
        await at(driver, "Number 1498", "1,499/1,500")
        driver.press("g")
        await at(driver, "Number 0", "1/1,500")


async def test_a_long_list_can_be_walked_from_end_to_end(long: Path) -> None:
    async with reading(long) as driver:
        await at(driver, "Number 0", "1/1,500")
        window = driver.reader.stories.window
        for back in (False, True):
            for _ in range(40):
                if window.has_first if back else window.has_last:
                    break
                edge = window.base if back else window.end - 1
                at_hand = len(window.keys)
                driver.reader.stories.move_to(edge)
                await driver.wait_until(lambda n=at_hand: len(window.keys) > n)  # type: ignore[misc]
            driver.reader.stories.move_to(window.base if back else window.end - 1)
            await at(driver, *(("Number 0", "1/1,500") if back else ("Number 1499", "1,500/1,500")))
        numbers = [window.index_of(key) for key in sorted(window.keys, reverse=True)]
        assert numbers == list(range(COUNT))


async def test_a_date_is_jumped_to_and_the_list_goes_on_from_there(long: Path) -> None:
    async with reading(long) as driver:
        await at(driver, "Number 0", "1/1,500")
        driver.press("@")
        await driver.see("Jump to a date")
        driver.type("2024-03")
        driver.press("enter")
        await at(driver, "Number 821", "822/1,500")  # 31 March 2024
        driver.press("k")
        await at(driver, "Number 820", "821/1,500")
        driver.press("@")
        driver.type("1999")
        driver.press("enter")
        await at(driver, "Number 1499", "1,500/1,500")
        driver.press("@")
        driver.type("sometime")
        driver.press("enter")
        await driver.see("is no day, month or year")


async def test_the_next_unread_story_may_be_far_away(long: Path) -> None:
    archive = Archive.open(long)
    archive.mark(
        [key for key in range(1, COUNT + 1) if key not in {100, 1_400}], Marking(read=True)
    )
    archive.close()
    async with reading(long) as driver:
        await at(driver, "Number 0", "1/1,500")
        driver.press("n")
        await at(driver, "Number 100", "101/1,500")
        driver.press("n")
        await at(driver, "Number 1400", "1,401/1,500")
        driver.press("n")
        await driver.see("No unread story further on")
        driver.press("h", "p")
        await driver.see("No unread story before")


async def test_the_next_start_opens_in_the_middle_of_the_list(long: Path) -> None:
    async with reading(long) as driver:
        driver.press("@")
        await driver.see("Jump to a date")
        driver.type("2024-03-31")
        driver.press("enter")
        await at(driver, "Number 821", "822/1,500")
        driver.press("enter")
        await driver.wait_until(lambda: driver.opened == "Number 821")
    async with reading(long) as driver:
        await at(driver, "Number 821", "822/1,500")


async def test_a_filter_goes_on_as_one_moves_and_says_how_many_it_has(long: Path) -> None:
    async with reading(long) as driver:
        driver.press("f")
        driver.type("section:odd lantern")
        driver.press("enter")
        await at(driver, "Number 1", "1/750")
        driver.press("G")
        await at(driver, "Number 1499", "750/750")


async def test_a_whole_list_is_marked_read_however_long_and_it_can_be_undone(long: Path) -> None:
    async with reading(long) as driver:
        await at(driver, "Number 0", "1/1,500")
        driver.press("A")
        await driver.see("Marked read: 1,500", " 0 unread")
        assert driver.library.counts() == Counts(COUNT, 0, 0, 0)
        rows = driver.reader.stories.window
        await driver.wait_until(
            lambda: all(row.state.read for n in range(5) if (row := rows.row(n)))
        )
        driver.press("u")
        await driver.see("Undone", "1,500 unread")
        assert driver.library.counts() == Counts(COUNT, COUNT, 0, 0)


async def test_the_rows_in_sight_are_asked_for_together(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(long) as driver:
        asked: list[int] = []
        rows = driver.library.rows

        def counted(keys: Sequence[int], query: Query | None = None) -> list[Row]:
            asked.append(len(keys))
            return rows(keys, query)

        await driver.wait_until(lambda: driver.reader.stories.row is not None)
        monkeypatch.setattr(driver.reader.library, "rows", counted)
        driver.press("G")
        await at(driver, f"Number {COUNT - 1}", f"{COUNT:,}/{COUNT:,}")
        in_sight = [many for many in asked if many > 1]  # the story that is shown is one, too
        assert len(in_sight) == 1
        assert in_sight[0] >= driver.reader.stories.page()
