"""Subscriptions in and out: ``brief import`` and ``brief export`` of OPML and newsboat's files."""

from __future__ import annotations

from tests.cli.conftest import Brief
from tests.support.newsboat import Row, make_cache

OPML = """\
<opml version="2.0"><body><outline text="Sea">
<outline type="rss" text="Coast Wire" xmlUrl="https://coast.example/feed"/>
<outline type="rss" text="Port Post" xmlUrl="https://port.example/feed"/>
</outline></body></opml>
"""
URLS = """\
https://coast.example/feed sea "~Coast"
https://north.example/feed
"query:Unread sea:unread = \\"yes\\" and tags # \\"sea\\""
"exec:~/bin/feed.sh" sea
"""


def test_feeds_are_counted_with_those_that_were_known(brief: Brief) -> None:
    path = brief.file("feeds.opml", OPML)
    done = brief("import", path)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"feeds    {path}  (2 feeds)",
        "2 feeds",
        "`brief refresh` fetches what is in them",
    ]
    again = brief("import", path)
    assert again.code == 0
    assert "0 new feeds, 2 known already" in again.out
    assert len(brief("feeds").out.splitlines()) == 2
    assert brief("feeds", "--tag", "sea").out.count("Coast Wire") == 1


def test_what_could_not_come_along_is_named_line_by_line(brief: Brief) -> None:
    path = brief.file("newsboat/urls", URLS)
    done = brief("import", path)
    assert done.code == 3
    assert "2 feeds" in done.out
    message, *notes = done.err.splitlines()
    assert message == f"brief: {path}: not all of it could be brought along"
    assert any("exec:" in note for note in notes)
    assert all(note.startswith("  ") for note in notes)


def test_what_was_deleted_in_newsboat_is_told_and_is_no_failure(brief: Brief) -> None:
    rows = [Row(guid=str(number), title=f"Tug {number}", deleted=number % 2) for number in range(5)]
    path = make_cache(brief.folder / "cache.db", rows)
    said = "2 articles were deleted in newsboat, and stay so"
    done = brief("import", path)
    assert (done.code, done.err) == (0, "")
    assert f"         {said}" in done.out.splitlines()
    (tree,) = brief("import", path, "--json").json
    assert tree["notes"] == [said]


def test_a_cache_in_which_everything_was_deleted_is_no_failure(brief: Brief) -> None:
    path = make_cache(brief.folder / "cache.db", [Row(deleted=1)])
    assert brief("import", path).code == 0


def test_json_has_feeds_views_and_notes(brief: Brief) -> None:
    (tree,) = brief("import", brief.file("urls", URLS), "--json").json
    assert (tree["feeds"], tree["known_feeds"], tree["new"]) == (2, 0, 0)
    assert tree["views"] + sum("query" in note for note in tree["notes"]) == 1
    assert any("exec:" in note for note in tree["notes"])


def test_stories_and_feeds_are_summed_up_apart(brief: Brief, filled: Brief) -> None:
    done = filled("import", filled.folder / "stories", filled.file("feeds.opml", OPML))
    assert "0 new, 0 changed, 2 unchanged\n2 feeds\n" in done.out


def test_opml_is_written_and_can_be_imported(brief: Brief) -> None:
    brief("import", brief.file("feeds.opml", OPML))
    printed = brief("export", "--format", "opml")
    assert printed.code == 0
    assert 'xmlUrl="https://coast.example/feed"' in printed.out
    target = brief.folder / "out.opml"
    done = brief("export", "--format", "opml", "--output", target)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"brief: 2 feeds written to {target}\n"
    assert "0 new feeds, 2 known already" in brief("import", target).out
    assert brief("export", "--format", "opml", "--output", target).code == 2
    assert brief("export", "--format", "opml", "--output", target, "--force").code == 0


def test_newsboats_file_is_written_with_tags_and_names(brief: Brief) -> None:
    brief("import", brief.file("feeds.opml", OPML))
    lines = brief("export", "--format", "newsboat").out.splitlines()
    assert 'https://coast.example/feed Sea "~Coast Wire"' in lines


def test_a_list_of_feeds_takes_no_query(brief: Brief) -> None:
    brief("import", brief.file("feeds.opml", OPML))
    done = brief("export", "is:unread", "--format", "opml")
    assert (done.code, done.out) == (2, "")
