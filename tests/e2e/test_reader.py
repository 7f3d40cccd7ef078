"""A reader at work: the installed program, in a terminal, with the edition that it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.program import Program, article, cells_of, in_article, in_list, panes, story_list
from tests.support.terminal import Terminal

NEWEST = "A box, and what came of it"
LONG = "Eight days in July"
LEAD = "Fifty years ago two people walked on the Moon"
FROM_LONG = "A spoonful of asteroid lands in Utah"
"""The first story related to the long one; the long one is the first related to it."""

pytestmark = pytest.mark.e2e
at_both_sizes = pytest.mark.parametrize(
    ("columns", "rows"), [(80, 24), (160, 45)], ids=["80x24", "160x45"]
)


@contextmanager
def opened(
    brief: Program, columns: int = 160, rows: int = 45, query: str = ""
) -> Iterator[Terminal]:
    """The reader with its list filled and a story shown."""
    with brief.open(*([query] if query else []), columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_list(terminal, "brief · "))
        terminal.wait_for(in_article(terminal, "min read"))
        yield terminal


def quit_reader(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 0


def shows_panes(terminal: Terminal, count: int) -> Callable[[str], bool]:
    return lambda _: len(panes(terminal)) == count


@at_both_sizes
def test_the_first_start_shows_the_edition_and_leaves_the_terminal_as_it_was(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        stories = story_list(terminal)
        assert stories.startswith(f"Stories 1/26 ● {NEWEST}")
        assert stories.count("●") >= rows // 6, "the list is not full"
        assert NEWEST in article(terminal)
        quit_reader(terminal)
        assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
        assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
        assert terminal.raw.rfind(b"\x1b[?1003l") > terminal.raw.rfind(b"\x1b[?1003h")


@at_both_sizes
def test_a_new_reader_is_greeted_until_a_story_is_opened(
    new_brief: Program, columns: int, rows: int
) -> None:
    with new_brief.open(columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_list(terminal, NEWEST))
        terminal.wait_for(in_article(terminal, "Welcome to brief"))
        terminal.press("enter")
        terminal.wait_for(in_article(terminal, "min read"))
        quit_reader(terminal)
    with new_brief.open(columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_article(terminal, "min read"))
        assert "Welcome to brief" not in article(terminal)
        quit_reader(terminal)


@at_both_sizes
def test_space_reads_through_a_story_and_goes_on_to_the_next_unread(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("enter")
        terminal.wait_for(in_list(terminal, f"○ {NEWEST}"))
        terminal.wait_for("25 unread")
        terminal.press("space")
        terminal.wait_for(lambda _: NEWEST not in article(terminal))
        terminal.press("G")
        terminal.wait_for("100 % ━")
        terminal.press("space")
        terminal.wait_for(in_article(terminal, "The database in everyone’s pocket"))
        terminal.wait_for("24 unread")
        terminal.press("h", "k", "p")
        terminal.wait_for("No unread story before")


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
        terminal.wait_for("…Houston, Tranquility B")
        snippet = cells_of(terminal, "…Houston, Tranquility B")
        plain, marked = snippet[1], snippet[len("…Houston, ")]
        assert (plain.foreground, plain.background) != (marked.foreground, marked.background)
        terminal.type(" zeppelin")
        terminal.wait_for("Nothing found")
        terminal.press("escape")
        terminal.wait_for(in_list(terminal, f"Stories 1/26 ● {NEWEST}"))


@at_both_sizes
def test_a_mistake_in_a_query_is_pointed_at_and_the_list_stays(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("/")
        terminal.type("is:purple")
        terminal.press("enter")
        terminal.wait_for("^^^^^^")
        assert NEWEST in story_list(terminal)
        terminal.press("escape")
        terminal.wait_for(lambda screen: "^^^^^^" not in screen)


@at_both_sizes
def test_a_filter_narrows_the_list_until_escape(brief: Program, columns: int, rows: int) -> None:
    with opened(brief, columns, rows) as terminal:
        terminal.press("f")
        terminal.type("section:health")
        terminal.wait_for(in_list(terminal, "● The handle of the pump"))
        terminal.wait_for(lambda _: NEWEST not in story_list(terminal))
        terminal.press("enter")
        terminal.wait_for("▸ section:health")
        terminal.press("escape")
        terminal.wait_for(in_list(terminal, "● The database in everyone’s pocket"))


@at_both_sizes
def test_number_keys_lead_to_related_stories_and_brackets_along_the_trail(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows, "tranquility") as terminal:
        terminal.press("enter")
        terminal.wait_for("1-9 related")
        terminal.press("1")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("[")
        terminal.wait_for(in_article(terminal, LEAD))
        terminal.press("]")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("9")
        terminal.wait_for("There is no related story 9")


@at_both_sizes
def test_the_next_start_opens_where_the_last_one_ended(
    brief: Program, columns: int, rows: int
) -> None:
    with opened(brief, columns, rows, "tranquility") as terminal:
        terminal.press("enter", "1")
        terminal.wait_for(in_article(terminal, FROM_LONG))
        terminal.press("1")
        terminal.wait_for(in_article(terminal, LEAD))
        terminal.press("space")
        terminal.wait_for(lambda _: LEAD not in article(terminal))
        terminal.press("s")
        terminal.wait_for("Starred")
        shown = article(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    with brief.open(columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_list(terminal, f"★ {LONG}"))
        terminal.wait_for(lambda _: article(terminal) == shown)
        terminal.press("[")
        terminal.wait_for(in_article(terminal, FROM_LONG))


def test_a_mark_that_is_shown_survives_a_kill(brief: Program) -> None:
    with opened(brief) as terminal:
        terminal.press("s")
        terminal.wait_for(in_list(terminal, f"★ {NEWEST}"))
        terminal.kill()
    with opened(brief) as terminal:
        assert f"★ {NEWEST}" in story_list(terminal)


def test_what_is_being_read_stays_in_sight_at_every_size(brief: Program) -> None:
    line = "had taken eight years"
    with opened(brief, query="tranquility") as terminal:
        terminal.press("enter", "/", "escape")
        terminal.press("enter", "ctrl+f")
        terminal.type(line)
        terminal.press("enter")
        terminal.wait_for("1 of 1")
        terminal.wait_for(in_article(terminal, line))
        for columns, count in ((100, 2), (70, 1), (40, 1), (160, 3)):
            terminal.resize(columns, 30)
            terminal.wait_for(shows_panes(terminal, count))
            terminal.wait_for(in_article(terminal, line))


def test_a_terminal_too_small_for_anything_is_borne_until_it_grows(brief: Program) -> None:
    with opened(brief) as terminal:
        for columns, rows in ((10, 3), (1, 1), (2, 2)):
            terminal.resize(columns, rows)
            terminal.press("j", "tab", "/", "x", "escape", "?", "escape", ":", "escape")
        terminal.resize(160, 45)
        terminal.wait_for(shows_panes(terminal, 3))
        terminal.wait_for(in_list(terminal, "/26"))
        quit_reader(terminal)


@at_both_sizes
def test_one_file_can_be_read_without_keeping_it(
    new_brief: Program, tmp_path: Path, columns: int, rows: int
) -> None:
    story = story_in(tmp_path)
    with new_brief.open("read", str(story), columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_article(terminal, "Nothing happened at the pier."))
        assert "1/1" in story_list(terminal)
        quit_reader(terminal)
    assert not new_brief.archive.exists()


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
    with opened(brief, query="tranquility") as terminal:
        assert "1/1" in story_list(terminal)
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
