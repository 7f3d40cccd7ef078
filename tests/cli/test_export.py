"""``brief export``."""

from __future__ import annotations

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
