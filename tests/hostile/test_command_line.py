"""The command line against hostile stories, files and archives."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from brief_tui.cli.commands.export import file_name
from brief_tui.model.article import Article
from tests.cli.conftest import STRIKE, Brief, brief

__all__ = ["brief"]

ESCAPES = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m\u202e"


def is_harmless(text: str) -> bool:
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.hostile(case=1)
def test_no_command_prints_a_control_character_of_a_story(brief: Brief) -> None:
    source = STRIKE.replace("The strike ends", f"'{ESCAPES}Strike'").replace("forty", ESCAPES)
    path = brief.file("strike.md", source)
    assert brief("import", path).code in {0, 3}
    story = brief("list", "--json").json[0]["id"]
    for command in (
        ["parse", path],
        ["list"],
        ["search", "dockers"],
        ["show", story],
        ["show", story, "--format", "page"],
        ["show", story, "--json"],
        ["export"],
    ):
        done = brief(*command)
        assert done.out
        assert is_harmless(done.out + done.err)


@pytest.mark.hostile(case=1)
def test_the_lines_of_a_page_are_explained_without_its_control_characters(brief: Brief) -> None:
    text = f"The ferry {ESCAPES}left at &#27;[2J nine, and was back before the evening came. "
    page = brief.file("ferry.html", f"<!doctype html><h1>The ferry</h1><p>{text * 3}</p>")
    done = brief("parse", page, "--explain")
    lines = done.json
    assert [line["text"][:9] for line in lines] == ["The ferry", "The ferry"]
    assert all(is_harmless(line["text"]) for line in lines)


@pytest.mark.hostile(case=1)
def test_the_name_of_a_file_and_a_query_are_printed_without_controls(brief: Brief) -> None:
    brief.library().close()
    for command in (
        ["parse", brief.folder / f"{ESCAPES}.md"],
        ["import", brief.folder / f"{ESCAPES}\n.md"],
        ["list", f"is:{ESCAPES}"],
        ["list", f"x{ESCAPES}"],
        ["show", ESCAPES],
        ["parse", "-", "--format", ESCAPES],
        ["show", ESCAPES, ESCAPES],
    ):
        done = brief(*command)
        assert done.err.startswith("brief: ")
        assert is_harmless(done.err)


@pytest.mark.hostile(case=11)
@pytest.mark.parametrize(
    "headline",
    ["../../etc/passwd", "a;b", "-rf *", "C:\\con", ".", "", "\u202egpj.exe", "夢", "x" * 400],
)
def test_an_exported_file_has_a_safe_name_inside_the_folder(headline: str) -> None:
    name = file_name(Article("../0123;", headline))
    assert Path(name).name == name
    assert not name.startswith(("-", "."))
    assert name.removesuffix(".md").replace("-", "a").isalnum()
    assert name.isascii()
    assert len(name) <= 100


@pytest.mark.hostile(case=40)
@pytest.mark.parametrize(
    "garbage", [b"not an archive " * 999, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_damaged_archive_is_kept_aside_and_rebuilt_from_the_edition(
    brief: Brief, garbage: bytes
) -> None:
    brief.archive.write_bytes(garbage)
    done = brief("list")
    assert (done.code, done.out) == (4, "")
    assert "`brief doctor --rebuild`" in done.err
    done = brief("doctor")
    assert done.code == 3
    assert "fail  archive" in done.out
    assert brief.archive.read_bytes() == garbage
    done = brief("doctor", "--rebuild")
    assert done.code == 0
    (kept,) = brief.folder.glob("archive.db.damaged-*")
    assert str(kept) in done.out
    assert kept.read_bytes() == garbage
    assert len(brief("list").out.splitlines()) >= 20


@pytest.mark.hostile(case=41)
def test_an_archive_of_a_newer_version_is_refused_and_not_rebuilt(brief: Brief) -> None:
    brief.library().close()
    with sqlite3.connect(brief.archive) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = brief.archive.read_bytes()
    for command in (["list"], ["import", "--edition"]):
        assert brief(*command).code == 4
    assert brief("doctor", "--rebuild").code == 3
    assert brief.archive.read_bytes() == before
    assert list(brief.folder.glob("archive.db*")) == [brief.archive]


@pytest.mark.hostile(case=40)
def test_an_archive_that_is_a_folder_is_refused_without_a_traceback(brief: Brief) -> None:
    brief.archive.mkdir()
    done = brief("list")
    assert done.code == 4
    assert done.err.startswith("brief: ")
    assert "Traceback" not in done.err
