"""A reader at work: the installed program, in a terminal, with the edition that it brings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.program import Program, article, cells_of, in_article, panes
from tests.support.terminal import Terminal

NEWEST = "A box, and what came of it"
LONG = "Eight days in July"
FROM_LONG = "A spoonful of asteroid lands in Utah"
"""The first story related to the long one; the long one is the first related to it."""

pytestmark = pytest.mark.e2e
at_both_sizes = pytest.mark.parametrize(
    ("columns", "rows"), [(80, 24), (160, 45)], ids=["80x24", "160x45"]
)


def opened(brief: Program, columns: int = 160, rows: int = 45, query: str = "") -> Terminal:
    """The reader with its list filled and a story shown."""
    terminal = brief.open(*([query] if query else []), columns=columns, rows=rows)
    terminal.wait_for(lambda screen: "min read" in screen and "brief · " in panes(terminal)[0])
    return terminal


def share_read(terminal: Terminal) -> int:
    """How much of the article was read, in per cent, as its title says."""
    found = re.search(r"(\d+) % ━", terminal.screen())
    assert found, terminal.screen()
    return int(found[1])


def read_on(terminal: Terminal) -> None:
    """Page on, and wait until another part of the article is in sight."""
    before = share_read(terminal)
    terminal.press("space")
    terminal.wait_for(lambda _: share_read(terminal) > before)


def quit_reader(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 0


@at_both_sizes
def test_the_first_start_shows_the_edition_and_leaves_the_terminal_as_it_was(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        stories = panes(terminal)[0]
        assert f"● {NEWEST}" in stories
        assert stories.count("●") >= rows // 6, "the list is full"
        assert NEWEST in article(terminal)
        assert "1/26" in stories
        quit_reader(terminal)
        assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
        assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
        assert terminal.raw.rfind(b"\x1b[?1003l") > terminal.raw.rfind(b"\x1b[?1003h")


@at_both_sizes
def test_space_reads_through_a_story_and_goes_on_to_the_next_unread(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("enter")
        terminal.wait_for(f"○ {NEWEST}")
        terminal.wait_for("25 unread")
        read_on(terminal)
        terminal.press("G")
        terminal.wait_for("100 % ━")
        terminal.press("space")
        terminal.wait_for(in_article(terminal, "The database in everyone’s pocket"))
        terminal.wait_for("24 unread")
        terminal.press("h", "k", "p")
        terminal.wait_for("No unread story further on")


@at_both_sizes
def test_a_search_finds_as_it_is_typed_and_marks_what_matched(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("/")
        terminal.wait_for(" search ")
        terminal.type("tranquil")
        terminal.wait_for("1 found")
        terminal.wait_for(in_article(terminal, LONG))
        terminal.wait_for("… Houston, Tranquility Base")
        snippet = cells_of(terminal, "Houston, Tranquility Base")
        plain, marked = snippet[0], snippet[len("Houston, ")]
        assert (plain.foreground, plain.background) != (marked.foreground, marked.background)
        terminal.type(" zeppelin")
        terminal.wait_for("Nothing found")
        terminal.press("escape")
        terminal.wait_for("1/26")
        assert NEWEST in panes(terminal)[0]


@at_both_sizes
def test_a_mistake_in_a_query_is_pointed_at_and_the_list_stays(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("/")
        terminal.type("is:purple")
        terminal.press("enter")
        terminal.wait_for("^^^")
        assert NEWEST in panes(terminal)[0]
        terminal.press("escape")
        terminal.wait_for(lambda screen: "^^^" not in screen)


@at_both_sizes
def test_a_filter_narrows_the_list_until_escape(brief: Program, columns: int, rows: int) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("f")
        terminal.type("section:health")
        terminal.wait_for(lambda _: "The handle of the pump" in panes(terminal)[0].split("\n")[1])
        terminal.press("enter")
        terminal.wait_for("▸ section:health")
        assert NEWEST not in panes(terminal)[0]
        terminal.press("escape")
        terminal.wait_for("1/26")


@at_both_sizes
def test_number_keys_lead_to_related_stories_and_brackets_along_the_trail(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows, "tranquil") as terminal:
        terminal.press("enter")
        terminal.wait_for("1-9 related")
        terminal.press("1")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("[")
        terminal.wait_for(in_article(terminal, "Fifty years ago two people walked on the Moon"))
        terminal.press("]")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("9")
        terminal.wait_for("There is no related story 9")


@at_both_sizes
def test_the_next_start_opens_where_the_last_one_ended(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows, "tranquil") as terminal:
        terminal.press("enter", "1")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("1")
        terminal.wait_for(in_article(terminal, "Fifty years ago two people walked on the Moon"))
        read_on(terminal)
        read_on(terminal)
        terminal.press("s")
        terminal.wait_for("Starred")
        share, shown = share_read(terminal), article(terminal)
        quit_reader(terminal)
    with opened(brief, columns, rows) as terminal:
        terminal.wait_for(f"★ {LONG}")
        terminal.wait_for(lambda _: f"{share} %" in article(terminal))
        assert article(terminal).split("\n")[1:] == shown.split("\n")[1:]
        terminal.press("[")
        terminal.wait_for(in_article(terminal, FROM_LONG))


def test_a_mark_that_is_shown_survives_a_kill(brief: Program) -> None:
    with opened(brief) as terminal:
        terminal.press("s")
        terminal.wait_for(f"★ {NEWEST}")
        terminal.kill()
    with opened(brief) as terminal:
        assert f"★ {NEWEST}" in panes(terminal)[0]


def test_what_is_being_read_stays_in_sight_at_every_size(brief: Program) -> None:
    line = "had taken eight years"
    with opened(brief, query="tranquil") as terminal:
        terminal.press("enter", "/", "escape")
        terminal.press("enter", "ctrl+f")
        terminal.type(line)
        terminal.press("enter")
        terminal.wait_for("1 of 1")
        terminal.wait_for(in_article(terminal, line))
        for columns in (100, 70, 40, 160):
            terminal.resize(columns, 30)
            terminal.wait_for(in_article(terminal, line))
            assert len(panes(terminal)) == {160: 3, 100: 2}.get(columns, 1)


def test_a_terminal_too_small_for_anything_is_borne_until_it_grows(brief: Program) -> None:
    with opened(brief) as terminal:
        for columns, rows in ((10, 3), (1, 1), (2, 2)):
            terminal.resize(columns, rows)
            terminal.press("j", "tab", "/", "x", "escape", "?", "escape", ":", "escape")
        terminal.resize(160, 45)
        terminal.wait_for(lambda _: len(panes(terminal)) == 3 and "/26" in panes(terminal)[0])
        quit_reader(terminal)


@at_both_sizes
def test_one_file_can_be_read_without_keeping_it(
    brief: Program, tmp_path: Path, columns: int, rows: int
) -> None:
    story = story_in(tmp_path)
    with brief.open("read", str(story), columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_article(terminal, "Nothing happened at the pier."))
        assert "1/1" in panes(terminal)[0]
        quit_reader(terminal)
    assert not brief.archive.exists()


def test_a_document_on_standard_input_leaves_the_keys_to_the_keyboard(
    brief: Program, tmp_path: Path
) -> None:
    with brief.pipe(story_in(tmp_path), "read", "-") as terminal:
        terminal.wait_for(in_article(terminal, "Nothing happened at the pier."))
        terminal.press("?")
        terminal.wait_for("esc leaves")
        terminal.press("escape")
        quit_reader(terminal)


def test_words_on_the_command_line_open_the_reader_on_what_they_find(brief: Program) -> None:
    with opened(brief, query="tranquil") as terminal:
        assert "1/1" in panes(terminal)[0]
        assert LONG in article(terminal)
        terminal.press("escape")
        terminal.wait_for("/26")


def story_in(folder: Path) -> Path:
    """A small document."""
    path = folder / "pier.md"
    path.write_text(
        "---\nheadline: Quiet day\npublisher: Pier Post\n---\n\nNothing happened at the pier.\n",
        encoding="utf-8",
    )
    return path
