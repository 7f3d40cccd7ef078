"""``brief parse`` and ``brief import``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import HARBOUR, STRIKE, Brief

CLIPPING = """\
The harbour reopens
By Anna Berg

The first container ship in a year entered the old harbour on Tuesday, officials said.

The mayor said that the town had waited for a year, and that the wait had been worth it.
"""


def test_parse_prints_the_content_model_of_each_article_on_a_line(brief: Brief) -> None:
    done = brief("parse", brief.file("harbour.md", HARBOUR), brief.file("strike.md", STRIKE))
    assert done.code == 0
    harbour, strike = done.json
    assert harbour["headline"] == "The harbour reopens"
    assert harbour["bylines"] == ["Anna Berg"]
    assert [block["type"] for block in harbour["body"]] == ["paragraph", "figure", "paragraph"]
    assert harbour["body"][1]["credit"] == "Photo: Ng / Coast Wire"
    assert [link["anchor"] for link in harbour["related"]] == [2, 2]
    assert strike["headline"] == "The strike ends"


def test_parse_reads_standard_input_and_takes_its_address_from_url(brief: Brief) -> None:
    source = "# A ship\n\n[On](next.html).\n"
    done = brief("parse", "-", "--url", "https://example.org/news/ship.html", stdin=source)
    assert done.code == 0
    assert done.json[0]["body"][0]["runs"][0]["href"] == "https://example.org/news/next.html"


def test_parse_does_not_open_an_archive(brief: Brief) -> None:
    brief("parse", brief.file("harbour.md", HARBOUR))
    assert not brief.archive.exists()


def test_a_format_that_is_not_known_is_wrong_usage_and_the_known_ones_are_named(
    brief: Brief,
) -> None:
    done = brief("parse", "-", "--format", "pdf", stdin="%PDF-1.7")
    assert (done.code, done.out) == (2, "")
    assert "'pdf'" in done.err
    assert "markdown, json, ninjs" in done.err


def test_a_document_that_cannot_be_read_does_not_stop_the_others(brief: Brief) -> None:
    bad = brief.file("bad.md", "---\nheadline: [\n---\n")
    done = brief("parse", bad, brief.file("strike.md", STRIKE), brief.folder / "missing.md")
    assert done.code == 3
    assert [article["headline"] for article in done.json] == ["The strike ends"]
    first, second = done.err.splitlines()
    assert first.startswith(f"brief: {bad}: front matter")
    assert second == f"brief: {brief.folder / 'missing.md'}: No such file or directory"


def test_parse_ends_with_1_when_there_was_nothing_to_print(brief: Brief) -> None:
    assert brief("parse", brief.file("bad.md", "---\nheadline: [\n---\n")).code == 1


def test_a_part_that_could_not_be_used_is_told_and_the_rest_printed(brief: Brief) -> None:
    path = brief.file("odd.md", "---\nheadline: Ships\ndate: soon\n---\n\nText.\n")
    done = brief("parse", path)
    assert done.code == 3
    assert done.json[0]["headline"] == "Ships"
    assert "'soon' is not a date" in done.err


def test_explain_prints_a_label_and_a_rule_for_every_line_that_is_not_blank(brief: Brief) -> None:
    done = brief("parse", "-", "--format", "text", "--explain", stdin=CLIPPING)
    assert done.code == 0
    lines = done.json
    assert [line["line"] for line in lines] == [1, 2, 4, 6]
    assert [line["label"] for line in lines] == ["headline", "byline", "body", "body"]
    assert [line["text"] for line in lines] == [line for line in CLIPPING.splitlines() if line]
    assert all(line["rule"] for line in lines)


def test_explain_says_so_for_a_format_that_labels_no_lines(brief: Brief) -> None:
    done = brief("parse", "--explain", brief.file("strike.md", STRIKE))
    assert (done.code, done.out) == (1, "")
    assert "does not label lines" in done.err


def test_import_tells_what_is_new_and_counts_it(brief: Brief) -> None:
    path = brief.file("stories/harbour.md", HARBOUR)
    brief.file("stories/more/strike.md", STRIKE)
    done = brief("import", brief.folder / "stories")
    assert done.code == 0
    *documents, summary = done.out.splitlines()
    assert f"new      {path}" in documents
    assert len(documents) == 2
    assert summary == "2 new, 0 changed, 0 unchanged"


def test_import_again_changes_nothing_but_what_was_edited(filled: Brief) -> None:
    filled.file("stories/strike.md", STRIKE.replace("forty", "fifty"))
    done = filled("import", filled.folder / "stories")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "0 new, 1 changed, 1 unchanged"


def test_import_brings_in_what_it_can(brief: Brief) -> None:
    bad = brief.file("bad.md", "---\nheadline: [\n---\n")
    done = brief("import", bad, brief.file("strike.md", STRIKE))
    assert done.code == 3
    assert done.out.splitlines()[-1] == "1 new, 0 changed, 0 unchanged, 1 failed"
    assert str(bad) in done.err


def test_import_of_nothing_ends_with_1(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert brief("import", tmp_path / "empty").code == 1
    assert brief("import", tmp_path / "missing.md").code == 1


def test_import_without_anything_to_import_is_wrong_usage(brief: Brief) -> None:
    done = brief("import")
    assert done.code == 2
    assert not brief.archive.exists()


def test_import_prints_an_object_for_each_document_with_json(brief: Brief) -> None:
    path = brief.file("strike.md", STRIKE)
    done = brief("import", path, "--json")
    counts = {"new": 1, "changed": 0, "unchanged": 0, "problem": "", "left_out": 0}
    others = {"feeds": 0, "known_feeds": 0, "views": 0, "notes": []}
    assert done.json == [{"name": str(path), **counts, **others}]


def test_import_says_how_many_lines_it_left_out(brief: Brief) -> None:
    path = brief.file("clipping.txt", f"Log in\nShare\n\n{CLIPPING}")
    *_, summary, left_out = brief("import", path).out.splitlines()
    assert summary == "1 new, 0 changed, 0 unchanged"
    assert left_out.startswith("2 lines taken for navigation were left out")
    assert brief("parse", path, "--explain").out.count('"chrome"') == 2
    assert brief("import", path).out.splitlines() == ["0 new, 0 changed, 1 unchanged"]


def test_the_edition_can_be_imported(brief: Brief) -> None:
    done = brief("import", "--edition", "--json")
    assert done.code == 0
    assert sum(document["new"] for document in done.json) == len(done.json) >= 20


def test_parse_takes_an_url_that_is_none_for_no_url(brief: Brief) -> None:
    for source in (CLIPPING, HARBOUR, '{"headline": "One"}\n{"headline": "Two"}'):
        done = brief("parse", "-", "--url", "http://[x", stdin=source)
        assert done.code == 0
        assert done.json[0]["headline"]
