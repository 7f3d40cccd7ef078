"""Cases 1, 2, 4, 6 and 8 where the reader sees them: on the screen of the real app."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from textual.widgets import Input

from brief_tui.library import Library
from brief_tui.model.article import (
    Article,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Quote,
    RelatedLink,
    Run,
    Table,
)
from tests.archive.stories import story
from tests.support.strategies import SEQUENCES
from tests.tui.driving import Driver, fill, reading
from tests.tui.paper import text

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MARKUP = ("[/foo]", "[@click=app.quit]x[/]", "[1]", "[bold red]x", "$brief-ink", "[", "\\[x]")


def full_of(text_: str, name: str = "full") -> Article:
    """A story with ``text_`` wherever the screen shows outside text."""
    runs = (Run(text_),)
    return story(
        name,
        f"Headline {text_}",
        (
            text(f"Body {text_}"),
            Heading((Run(f"Heading {text_}"),)),
            Quote(runs, f"Attribution {text_}"),
            Listing((ListItem((Run(f"Item {text_}"),)),)),
            Figure(
                Image("https://news.example/a.jpg"),
                f"Caption {text_}",
                f"Credit {text_}",
                f"Alt {text_}",
            ),
            Table((((Run(f"Cell {text_}"),),),)),
            Code(f"Code {text_}"),
            Embed("https://news.example/v", f"Embed {text_}"),
        ),
        dek=f"Dek {text_}",
        bylines=(f"Byline {text_}",),
        dateline=f"Dateline {text_}",
        section=f"Section {text_}",
        publisher=f"Publisher {text_}",
        tags=(f"Tag {text_}",),
        related=(RelatedLink(f"Related {text_}", reason=f"Reason {text_}"),),
    )


def archive_of(folder: Path, *articles: Article, source: str = "Wire") -> Path:
    path = folder / "archive.db"
    fill(path, articles, source)
    return path


def corrupt(path: Path, sql: str, *values: object) -> None:
    """Write into the archive behind the program's back."""
    connection = apsw.Connection(str(path))
    connection.execute(sql, values)
    connection.close()


async def look_everywhere(driver: Driver) -> str:
    """All that is painted while a reader looks into every corner."""
    seen = []

    async def look(*keys: str) -> None:
        driver.press(*keys)
        await driver.settle()
        seen.append(driver.text)

    await driver.wait_until(lambda: driver.reader.story.row is not None)
    await look()
    await look("enter")
    await look("G")
    await look("tab")
    await look("v")
    await driver.wait_until(lambda: driver.screen is not driver.reader)
    await look()
    await look("esc")
    await driver.wait_until(lambda: driver.screen is driver.reader)
    await look("h")
    return "\n".join(seen)


@pytest.mark.hostile(case=4)
async def test_markup_in_a_story_is_shown_literally(tmp_path: Path) -> None:
    stories = {f"Headline {markup}": markup for markup in MARKUP}
    path = archive_of(tmp_path, *(full_of(m, str(n)) for n, m in enumerate(MARKUP)), source="[/x]")
    places = [
        *("Headline", "Body", "Heading", "Attribution", "Item", "Caption", "Credit", "Cell"),
        *("Picture: Alt", "Code", "Embed", "Dek", "Related", "Publisher"),
    ]
    async with reading(path, size=(160, 60)) as driver:
        for index, headline in enumerate(driver.headlines):
            driver.reader.stories.move_to(index)
            await driver.wait_until(lambda headline=headline: driver.opened == headline)  # type: ignore[misc]
            await driver.see(*(f"{place} {stories[headline]}" for place in places))
            await driver.see(f"SECTION {stories[headline].upper()}")
        driver.press("v")
        await driver.see(*(f"Section {markup}" for markup in MARKUP))


@pytest.mark.hostile(case=4)
async def test_markup_that_the_reader_types_is_shown_literally(tmp_path: Path) -> None:
    path = archive_of(tmp_path, full_of("x"))
    async with reading(path) as driver:
        for markup in MARKUP[:4]:
            driver.press("/")
            driver.reader.query_bar.input.value = f'"{markup}"'
            await driver.see(f'Search ▸ "{markup}"', f'No story matches "{markup}"')
            driver.press("esc")
            await driver.wait_until(lambda: driver.reader.stories.row is not None)
            driver.press("t")
            await driver.see("Your tags")
            driver.screen.query_one(Input).value = markup
            driver.press("enter")
            await driver.see(f"Tagged {markup}", f"#{markup}"[:6])
            driver.reader.frame.say(f"Error {markup}", error=True)
            await driver.see(f"Error {markup}")


@pytest.mark.hostile(case=4)
async def test_markup_in_the_names_of_views_and_themes_is_shown_literally(tmp_path: Path) -> None:
    path = archive_of(tmp_path, full_of("x"))
    themes = tmp_path / "config" / "brief" / "themes"
    themes.mkdir(parents=True)
    names = [markup.replace("/", "") for markup in MARKUP[:4]]
    for name, markup in zip(names, MARKUP, strict=False):
        (themes / f"{name}.yaml").write_text(
            f"title: {json.dumps(markup)}\ndark: true\n"
            "roles:\n  background: '#102030'\n  body: '#eeeeee'\n"
        )
    with Library.open(path) as library:
        for markup in MARKUP:
            library.save_view(f"View {markup}", "body")
    async with reading(path) as driver:
        driver.press("v")
        await driver.see(*(f"View {markup}" for markup in MARKUP))
        driver.type("@click")
        driver.press("enter")
        await driver.see(f"brief   View {MARKUP[1]}", f"━━ View {MARKUP[1]}")
        driver.press("T")
        await driver.see("Themes", *names)
        driver.press("esc")
        await driver.wait_until(lambda: driver.screen is driver.reader)


@pytest.mark.hostile(case=1)
@pytest.mark.hostile(case=2)
async def test_controls_in_a_damaged_archive_do_not_reach_the_screen(tmp_path: Path) -> None:
    bad = [f"be{part}fore" for part in (*SEQUENCES, "\x00", "\x85", "\u202e", "\x1b]8;;x\x07")]
    path = archive_of(tmp_path, *(story(str(number)) for number in range(len(bad))))
    for key, text_ in enumerate(bad, 1):
        corrupt(
            path,
            "UPDATE article SET headline = ?1, publisher = ?1, section = ?1 WHERE key = ?2",
            text_,
            key,
        )
        corrupt(path, "UPDATE article SET url = 'https://a.example/' || headline")
        corrupt(path, "INSERT INTO tally VALUES (?1, ?1, 1, 1, 0, 0)", text_)
        corrupt(path, "INSERT INTO saved_view VALUES (?, '')", text_)
        corrupt(path, "INSERT INTO reader_tag VALUES (?, 'x', ?)", key, text_)
    async with reading(path, size=(160, 100)) as driver:
        seen = await look_everywhere(driver)
        assert seen.count("fore") > 2 * len(bad)
        assert not CONTROLS.search(seen.replace("\n", ""))
        for text_ in bad:
            driver.reader.frame.say(text_, error=True)
            await driver.settle()
            assert not CONTROLS.search(driver.text.replace("\n", ""))


@pytest.mark.hostile(case=6)
async def test_a_megabyte_of_title_and_ten_thousand_marks_open(tmp_path: Path) -> None:
    long = replace(full_of("x"), headline="Long " * 200_000)
    piled = full_of("o" + "\u0301" * 10_000, "piled")
    path = archive_of(tmp_path, long, piled)
    async with reading(path) as driver:
        seen = await look_everywhere(driver)
        assert "Long Long" in seen
        driver.press("j", "enter")
        await driver.see("Dek ó")


@pytest.mark.hostile(case=6)
async def test_a_megabyte_of_title_in_a_damaged_archive_opens(tmp_path: Path) -> None:
    path = archive_of(tmp_path, full_of("x"))
    corrupt(path, "UPDATE article SET headline = ?", "Long " * 200_000)
    async with reading(path) as driver:
        await driver.see("Long Long")
        driver.press("enter", "tab", "h")
        await driver.settle()
        assert driver.app.is_running


@pytest.mark.hostile(case=8)
async def test_what_is_no_web_page_is_refused_where_the_reader_looks(tmp_path: Path) -> None:
    traps = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//server/x", "-x"]
    links = tuple(RelatedLink(f"Trap {url}", url) for url in traps)
    path = archive_of(tmp_path, replace(full_of("x"), related=links))
    kept = tmp_path / "opened"
    async with reading(path, browser=("touch", str(kept))) as driver:
        driver.press("enter")
        await driver.see("5 Trap")
        for number in range(1, 6):
            driver.reader.frame.say("listening")
            await driver.see("listening")
            driver.press(str(number))
            await driver.see("no page on the web")
        assert not kept.exists()
