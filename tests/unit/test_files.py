"""Documents from files, folders, standard input and the bundled edition."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from brief_tui.formats.base import Document
from brief_tui.model.errors import SourceError
from brief_tui.sources import files

STORY = b"# A story\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with stories in it, and with what is no story."""
    folder = tmp_path / "news"
    for name in (
        "b.md",
        "a.MD",
        "list.json",
        "picture.png",
        ".hidden.md",
        "Z/z.md",
        "Z/deep/er/y.txt",
        ".git/x.md",
        "c.md/inside.md",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(STORY)
    return folder


def names(found: list[files.Found], folder: Path) -> list[str]:
    return [Path(f.name).relative_to(folder).as_posix() for f in found]


def test_a_folder_is_read_with_all_below_it_in_order(news: Path) -> None:
    found = list(files.documents([news]))
    assert names(found, news) == [
        "a.MD",
        "b.md",
        "list.json",
        "Z/z.md",
        "Z/deep/er/y.txt",
        "c.md/inside.md",
    ]
    assert {f.source for f in found} == {"news"}
    assert all(f.problem == "" for f in found)
    assert found[0].document == Document(STORY, (news / "a.MD").resolve().as_uri())


def test_a_file_that_is_named_is_read_whatever_it_is_called(news: Path) -> None:
    (picture, hidden) = files.documents([news / "picture.png", str(news / ".hidden.md")])
    assert picture.document is not None
    assert hidden.document is not None
    assert picture.source == "news"


def test_a_relative_path_gets_a_full_address(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(news)
    (found,) = files.documents(["../news/b.md"])
    assert found.name == "../news/b.md"
    assert found.source == "news"
    assert found.document == files.document(news / "b.md")
    assert {f.source for f in files.documents(["."])} == {"news"}


def test_one_path_that_cannot_be_read_does_not_stop_the_others(news: Path) -> None:
    found = list(files.documents([news / "none.md", "bad\x00name", news / "b.md"]))
    assert [bool(f.document) for f in found] == [False, False, True]
    assert found[0].problem == "No such file or directory"
    assert found[1].problem


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_a_problem(news: Path) -> None:
    (news / "b.md").chmod(0)
    (news / "Z").chmod(0)
    try:
        problems = {Path(f.name).name: f.problem for f in files.documents([news]) if f.problem}
    finally:
        (news / "Z").chmod(0o700)
    assert problems == {"b.md": "Permission denied", "Z": "Permission denied"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_folder_whose_files_may_not_be_looked_at_does_not_stop_the_others(news: Path) -> None:
    (news / "d.md").symlink_to(news / "Z" / "z.md")
    (news / "Z").chmod(0o600)  # its names can be read, what they are cannot
    try:
        found = list(files.documents([news]))
    finally:
        (news / "Z").chmod(0o700)
    problems = {Path(f.name).name: f.problem for f in found if f.problem}
    assert problems == dict.fromkeys(("d.md", "z.md", "deep"), "Permission denied")
    assert "inside.md" in {Path(f.name).name for f in found if f.document}


def test_a_link_to_a_folder_is_no_story_whatever_it_is_called(news: Path) -> None:
    (news / "folder.md").symlink_to(news / "Z", target_is_directory=True)
    assert "folder.md" not in {Path(f.name).name for f in files.documents([news])}


def test_a_file_beyond_the_limit_is_a_problem(tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(files.SIZE_LIMIT)
    assert [f.problem for f in files.documents([large])] == [""]
    with large.open("ab") as file:
        file.write(b"x")
    (found,) = files.documents([tmp_path])
    assert found.problem == "larger than 16 MiB"


def test_links_that_lead_in_circles_come_to_an_end(news: Path) -> None:
    (news / "up").symlink_to(news, target_is_directory=True)
    (news / "self.md").symlink_to(news / "self.md")
    (news / "dangling.md").symlink_to(news / "gone.md")
    found = list(files.documents([news, news / "self.md"]))
    problems = [Path(f.name).name for f in found if f.problem]
    assert problems == ["dangling.md", "self.md", "self.md"]
    assert sum(f.document is not None for f in found) == 6


def test_a_link_to_a_file_is_the_file(news: Path) -> None:
    (news / "link.md").symlink_to(news / "b.md")
    assert files.document(news / "link.md") == files.document(news / "b.md")


def test_a_folder_is_no_document(news: Path) -> None:
    with pytest.raises(SourceError, match="directory"):
        files.document(news)


def test_standard_input_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY)))
    (found,) = files.documents(["-"])
    assert found.name == "standard input"
    assert found.document == Document(STORY)


def test_standard_input_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = io.BytesIO(b"x" * (files.SIZE_LIMIT + 1))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=endless))
    with pytest.raises(SourceError, match="larger than 16 MiB"):
        files.document("-")


def test_names_of_files_cannot_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b]0;title\x07\nb.md").write_bytes(STORY)
    (found,) = files.documents([tmp_path])
    assert found.document is not None
    assert found.name.endswith("/a b.md")


def test_the_edition_has_addresses_of_its_own() -> None:
    found = list(files.edition())
    assert found
    for item in found:
        assert item.document is not None
        assert item.document.uri == f"edition:{item.name}"
        assert item.name.endswith(".md")
        assert not item.name.startswith(("_", "README"))
