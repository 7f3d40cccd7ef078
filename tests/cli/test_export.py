"""``brief export``."""

from __future__ import annotations

from brief_tui.model.query_nodes import Query, Words
from tests.cli.conftest import Brief


def test_export_prints_the_content_model_of_what_matches(filled: Brief) -> None:
    done = filled("export", "source:coast*")
    assert done.code == 0
    assert [article["headline"] for article in done.json] == ["The harbour reopens"]


def test_a_file_of_stories_can_be_imported_without_a_change(filled: Brief) -> None:
    target = filled.folder / "stories.jsonl"
    assert filled("export", "--output", target).code == 0
    assert filled("import", target).out.splitlines()[-1] == "0 new, 0 changed, 2 unchanged"


def test_markdown_files_can_be_imported_without_a_change(filled: Brief) -> None:
    folder = filled.folder / "out"
    assert filled("export", "--format", "markdown", "--output", folder).code == 0
    assert len(list(folder.iterdir())) == 2
    assert filled("import", folder).out.splitlines()[-1] == "0 new, 0 changed, 2 unchanged"


def test_markdown_needs_a_folder(filled: Brief) -> None:
    done = filled("export", "--format", "markdown")
    assert done.code == 2
    assert "--output" in done.err
    taken = filled.file("taken", "mine")
    assert filled("export", "--format", "markdown", "--output", taken).code == 2


def test_a_file_that_is_there_stays_but_for_force(filled: Brief) -> None:
    target = filled.file("stories.jsonl", "mine")
    assert filled("export", "--output", target).code == 2
    assert target.read_text() == "mine"
    assert filled("export", "--output", target, "--force").code == 0
    assert len(target.read_text().splitlines()) == 2


def test_a_markdown_file_with_other_content_stays_but_for_force(filled: Brief) -> None:
    folder = filled.folder / "out"
    export = ("export", "--format", "markdown", "--output", folder)
    filled(*export)
    edited, untouched = sorted(folder.iterdir())
    before = edited.read_text()
    edited.write_text("mine")
    done = filled(*export)
    assert done.code == 3
    assert str(edited) in done.err
    assert edited.read_text() == "mine"
    assert filled(*export, "--force").code == 0
    assert edited.read_text() == before
    assert untouched.exists()


def test_nothing_to_export_ends_with_1_and_makes_no_file(filled: Brief) -> None:
    target = filled.folder / "stories.jsonl"
    assert filled("export", "zeppelin", "--output", target).code == 1
    assert not target.exists()


def test_no_unfinished_file_is_left_where_a_folder_is_missing(filled: Brief) -> None:
    done = filled("export", "--output", filled.folder / "missing" / "stories.jsonl")
    assert done.code == 4
    assert "No such file or directory" in done.err
    assert "Traceback" not in done.err


def test_ninjs_is_printed_one_object_a_line(filled: Brief) -> None:
    done = filled("export", "source:coast*", "--format", "ninjs")
    assert done.code == 0
    (item,) = done.json
    assert item["standard"]["name"] == "ninjs"
    assert item["uri"] == "https://example.org/harbour"
    assert item["headlines"][0]["value"] == "The harbour reopens"
    assert [other["type"] for other in item["associations"]] == ["picture", "text", "text"]


def test_a_file_of_ninjs_can_be_imported_without_a_change(filled: Brief) -> None:
    target = filled.folder / "stories.jsonl"
    assert filled("export", "--format", "ninjs", "--output", target).code == 0
    assert filled("import", target).out.splitlines()[-1] == "0 new, 0 changed, 2 unchanged"


def test_the_archive_is_copied_with_all_that_is_in_it(filled: Brief) -> None:
    with filled.library() as library:
        library.mark(library.keys(Query(Words("harbour"))), starred=True)
    target = filled.folder / "copies" / "backup.db"
    target.parent.mkdir()
    done = filled("export", "--format", "archive", "--output", target)
    assert done.code == 0
    assert done.out == ""
    assert done.err.startswith(f"brief: 2 stories copied to {target}, 0.")
    assert [file.name for file in target.parent.iterdir()] == ["backup.db"]
    copy = Brief(filled.folder, filled._capsys, filled._monkeypatch)
    copy.archive = target
    assert copy("list").out == filled("list").out
    assert copy("search", "harbour is:starred").out == filled("search", "harbour is:starred").out
    assert copy("doctor").code == 0


def test_a_copy_takes_no_name_that_is_taken(filled: Brief) -> None:
    export = ("export", "--format", "archive", "--output")
    target = filled.file("backup.db", "mine")
    done = filled(*export, target)
    assert (done.code, target.read_text()) == (2, "mine")
    assert "--force replaces it" in done.err
    assert filled(*export, target, "--force").code == 0
    assert target.read_bytes().startswith(b"SQLite format 3")
    own = filled(*export, filled.archive, "--force")
    assert own.code == 4
    assert "is the archive itself" in own.err
    assert len(filled("list").out.splitlines()) == 2
    # The journal of another database would be taken for that of the copy.
    journal = filled.file("other.db-wal", "mine")
    assert filled(*export, filled.folder / "other.db", "--force").code == 4
    assert journal.read_text() == "mine"
    assert not (filled.folder / "other.db").exists()


def test_a_copy_wants_a_file_and_no_query(filled: Brief) -> None:
    export = ("export", "--format", "archive")
    assert "--output" in filled(*export).err
    assert filled(*export).code == 2
    assert filled(*export, "harbour", "--output", filled.folder / "copy.db").code == 2
    assert filled(*export, "--output", filled.folder).code == 2
    missing = filled(*export, "--output", filled.folder / "missing" / "copy.db")
    assert missing.code == 4
    assert "Traceback" not in missing.err
    assert not list(filled.folder.glob("*copy*"))


def test_of_an_archive_that_is_not_there_no_copy_is_made(brief: Brief) -> None:
    target = brief.folder / "copy.db"
    assert brief("export", "--format", "archive", "--output", target).code == 1
    assert not target.exists()
    assert not brief.archive.exists()
