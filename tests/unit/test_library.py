"""The library: documents in, stories and what belongs with them out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from brief_tui.formats import registry
from brief_tui.library import EDITION, Document, Library, Parsed, set_aside
from brief_tui.model.article import RelatedLink
from brief_tui.model.query_nodes import Attribute, Query, Words


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "archive.db") as library:
        yield library


def feed(*names: str) -> Document:
    """A document of several articles, as a feed is."""
    items = [{"headline": f"Story {name}", "url": f"https://e.org/{name}"} for name in names]
    return Document(json.dumps(items).encode(), "https://e.org/feed.json", "application/json")


def headlines(library: Library, query: Query | None = None) -> set[str]:
    keys = library.keys(query or Query())
    return {row.headline for row in library.rows(keys)}


def test_the_edition_comes_in_once_and_is_left_alone_then(library: Library) -> None:
    done = library.refresh_edition()
    assert len(done) >= 16
    assert all(part.new == 1 and not part.problem for part in done)
    assert library.refresh_edition() == []
    assert [part.unchanged for part in library.import_edition()] == [1] * len(done)


def test_an_archive_of_other_stories_is_not_given_the_edition(library: Library) -> None:
    library.import_document(feed("one"), "feed")
    assert library.refresh_edition() == []
    assert library.counts().total == 1


def test_an_edition_that_was_removed_does_not_come_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refresh_edition()
    library.remove(library.keys(Query(Attribute("source", EDITION))))
    monkeypatch.setattr("brief_tui.sources.files.edition_stamp", lambda: "a later one")
    assert library.refresh_edition() == []
    assert library.counts().total == 0


def test_a_changed_edition_comes_in_and_keeps_what_the_reader_did(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refresh_edition()
    first = library.keys(Query())[0]
    library.mark([first], starred=True)
    monkeypatch.setattr("brief_tui.sources.files.edition_stamp", lambda: "a later one")
    assert library.refresh_edition()
    assert library.rows([first])[0].state.starred


def test_a_new_story_at_the_head_of_a_feed_does_not_take_another_ones_place(
    library: Library,
) -> None:
    library.import_document(feed("one"), "feed")
    done = library.import_document(feed("zero", "one"), "feed")
    assert (done.new, done.unchanged) == (1, 1)
    done = library.import_document(feed("minus one"), "feed")
    assert done.new == 1
    assert headlines(library) == {"Story one", "Story zero", "Story minus one"}


def test_links_of_a_page_lead_to_the_stories_that_are_there(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "first.md").write_text(
        "---\nheadline: First\n---\n\nText.\n\n:::{seealso}\n[Second](second.md)\n"
        "[Elsewhere](https://e.org/)\n:::\n"
    )
    (tmp_path / "second.md").write_text(
        "---\nheadline: Second\nurl: https://e.org/second\n---\n\nText.\n"
    )
    list(library.import_paths([tmp_path]))
    (key,) = library.keys(Query(Words("First", "headline")))
    article = library.article(key)
    assert article is not None
    second, elsewhere = library.related(key, article)
    assert second.row is not None
    assert second.row.headline == "Second"
    assert elsewhere.row is None
    by_web_address = library.resolve([RelatedLink("Second", "https://e.org/second?utm_source=x")])
    assert list(by_web_address.values()) == [second.row.key]


def test_one_bad_document_does_not_stop_the_others(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.md").write_text("# Good\n\nText.\n")
    results = list(library.import_paths([tmp_path, tmp_path / "none.md"]))
    assert [bool(result.problem) for result in results] == [True, False, True]
    assert headlines(library) == {"Good"}


def test_a_damaged_archive_is_kept_aside_with_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(b"garbage")
    path.with_name("archive.db-wal").write_bytes(b"journal")
    kept = set_aside(path)
    assert kept.read_bytes() == b"garbage"
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"journal"
    assert not path.exists()


def test_a_file_that_holds_another_story_now_leaves_the_old_one_as_it_was(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "news.md"
    file.write_text("---\nheadline: First\nurl: https://a.org/1\n---\nText.\n")
    (first,) = library.import_paths([file])
    (old,) = library.keys(Query())
    library.mark([old], starred=True)
    file.write_text("---\nheadline: Second\nurl: https://b.org/2\n---\nText.\n")
    (second,) = library.import_paths([file])
    assert (first.new, second.new, second.changed) == (1, 1, 0)
    starred = {row.headline: row.state.starred for row in library.rows(library.keys(Query()))}
    assert starred == {"First": True, "Second": False}
    (key,) = library.keys(Query(Words("Second", "headline")))
    links = [RelatedLink("", url) for url in ("https://a.org/1", "https://b.org/2", file.as_uri())]
    assert list(library.resolve(links).values()) == [old, key, key]
    assert next(library.import_paths([file])).unchanged == 1


@pytest.mark.parametrize(
    "edited",
    [
        "---\nheadline: Another headline\n---\nText.\n",
        "---\nheadline: First\nurl: https://a.org/1\n---\nText.\n",
    ],
)
def test_a_story_edited_in_its_file_keeps_what_the_reader_did(
    library: Library, tmp_path: Path, edited: str
) -> None:
    file = tmp_path / "news.md"
    file.write_text("---\nheadline: First\n---\nText.\n")
    list(library.import_paths([file]))
    library.mark(library.keys(Query()), starred=True)
    file.write_text(edited)
    (done,) = library.import_paths([file])
    assert done.changed == 1
    (row,) = library.rows(library.keys(Query()))
    assert row.state.starred


def test_an_edition_that_came_in_part_is_tried_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.sources.files.edition_dir", lambda: tmp_path)
    (tmp_path / "a.md").write_text("# Good\n")
    (tmp_path / "b.md").write_text("---\nheadline: [\n---\n")
    assert [bool(part.problem) for part in library.refresh_edition()] == [False, True]
    assert [bool(part.problem) for part in library.refresh_edition()] == [False, True]
    (tmp_path / "b.md").write_text("# Mended\n")
    assert [part.new for part in library.refresh_edition()] == [0, 1]
    assert library.refresh_edition() == []


def test_a_busy_archive_is_waited_for_once_not_for_every_story_of_the_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.archive.connection.BUSY_SECONDS", 0.05)
    path = tmp_path / "archive.db"
    Library.open(path).close()
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with Library.open(path) as library:
        (told,) = library.refresh_edition()
        assert "in use" in told.problem
        other.execute("ROLLBACK")
        other.close()
        done = library.refresh_edition()
        assert len(done) > 1
        assert not any(part.problem for part in done)


class Stumbling:
    """A format with a mistake in it."""

    name = "stumbling"

    def sniff(self, head: bytes) -> float:
        return 1.0

    def parse(self, document: Document) -> Parsed:
        raise KeyError("\x1b]0;what nobody thought of")


STUMBLING = Stumbling()


def test_a_mistake_in_a_parser_is_told_and_does_not_stop_the_others(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = registry.Entry("stumbling", f"{__name__}:STUMBLING", (".odd",), (), "")
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, entry))
    (tmp_path / "a.odd").write_text("text")
    (tmp_path / "b.md").write_text("# Good\n")
    bad, good = library.import_paths([tmp_path])
    assert bad.problem.startswith("a mistake in the program: KeyError")
    assert bad.problem.isprintable()
    assert good.new == 1


def test_a_mark_is_turned_over_as_the_archive_has_it(library: Library) -> None:
    library.import_document(feed("one", "two"), "feed")
    first, second = library.keys(Query())
    (change,) = library.toggle([first], "starred")
    assert (change.before.starred, change.after.starred) == (False, True)
    library.undo([change])
    assert not library.rows([first])[0].state.starred
    library.mark([first], read=True)
    assert library.unread_among([first, second]) == second
