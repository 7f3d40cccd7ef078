"""Putting stories in and getting them out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brief_tui.archive.store import Archive, Entry, Stored
from brief_tui.model.article import (
    Article,
    Code,
    Enclosure,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Table,
)
from brief_tui.model.errors import ArchiveError
from brief_tui.model.listing import Counts
from brief_tui.model.state import Marking
from tests.archive.stories import NOW, clock, day, entries, entry, picture, query, story


def key(archive: Archive, article: Article) -> int:
    found = archive.key_of(article.id)
    assert found is not None
    return found


def headlines(archive: Archive, text: str = "") -> list[str]:
    return [row.headline for row in archive.rows(archive.keys(query(text)))]


def test_a_story_comes_back_as_it_was_put(archive: Archive) -> None:
    article = story(
        "all",
        "Ninety members join",
        dek="A committee grows",
        bylines=("Ann Lee", "Bo Ray"),
        dateline="GENEVA",
        updated=NOW,
        publisher="The Paper",
        section="World",
        language="en",
        tags=("trade", "Genève"),
        body=(
            Paragraph(
                (Run("Plain, "), Run("strong", strong=True), Run(" linked", href="https://a.b/"))
            ),
            Heading((Run("Part"),), 3),
            Quote((Run("Words."),), "A. Speaker", pull=True),
            Listing((ListItem((Run("one"),)), ListItem((Run("two"),), 1)), ordered=True),
            picture("Visitors wait", "AP / Someone"),
            Table((((Run("a"),), (Run("b"),)),), 1, "Two letters"),
            Code("x = 1", "python"),
            Rule(),
        ),
        related=(RelatedLink("More", "https://a.b/more", picture("Seen", "EPA"), 1),),
        enclosures=(Enclosure("https://a.b/x.mp3", "audio/mpeg", 10),),
    )
    assert archive.put(entries(article), "feed") == Stored(new=1)
    assert archive.article(key(archive, article)) == article


def test_a_row_tells_what_a_list_shows(archive: Archive) -> None:
    article = story(
        "row",
        "The headline",
        publisher="The Paper",
        section="World",
        body=(Paragraph((Run("three words here"),)), picture("not counted")),
        related=(RelatedLink("a"), RelatedLink("b")),
    )
    archive.put(entries(article), "feed")
    (row,) = archive.rows(archive.keys(query("")))
    assert (row.id, row.headline, row.url) == (article.id, "The headline", article.url)
    assert (row.publisher, row.section, row.published) == ("The Paper", "World", day(1))
    assert (row.words, row.has_picture, row.related_count) == (3, True, 2)
    assert row.snippet is None


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(archive: Archive) -> None:
    archive.put(entries(*(story(str(n), published=day(n + 1)) for n in range(5))), "feed")
    keys = list(archive.keys(query("")))
    shuffled = [keys[3], keys[0], 10**9, keys[4], keys[1]]
    assert [row.key for row in archive.rows(shuffled)] == [keys[3], keys[0], keys[4], keys[1]]


def test_importing_the_same_again_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    stories = entries(*(story(str(n), body="text", tags=("a",)) for n in range(20)))
    archive.put(stories, "feed")
    written = [(p.name, p.read_bytes()) for p in sorted(tmp_path.glob("archive.db*"))]
    assert archive.put(stories, "feed") == Stored(unchanged=20)
    after = [(p.name, p.read_bytes()) for p in sorted(tmp_path.glob("archive.db*"))]
    assert [x for x in after if "shm" not in x[0]] == [x for x in written if "shm" not in x[0]]


def test_the_same_story_from_two_sources_is_shown_once(archive: Archive) -> None:
    article = story("one")
    archive.put(entries(article), "first feed")
    assert archive.put(entries(article), "second feed") == Stored(unchanged=1)
    assert archive.counts() == Counts(1, 1, 0, 0)


def test_a_story_twice_in_one_import_is_kept_once(archive: Archive) -> None:
    article = story("one")
    assert archive.put(entries(article, article), "feed") == Stored(new=1, unchanged=1)


def test_a_new_id_at_a_known_address_is_the_same_story(archive: Archive) -> None:
    first = story("moved", "Old words")
    archive.put(entries(first), "feed")
    before = key(archive, first)
    archive.mark([before], Marking(starred=True))
    second = replace(first, id="another-id", headline="New words")
    assert archive.put([Entry(second, entry(first).addresses)], "feed") == Stored(changed=1)
    assert archive.article(before) == replace(second, id=first.id)
    (row,) = archive.rows(archive.keys(query("new")))
    assert (row.key, row.id, row.state.starred) == (before, first.id, True)


def test_another_id_alone_is_no_edit(archive: Archive) -> None:
    first = story("moved")
    archive.put(entries(first), "feed")
    renamed = Entry(replace(first, id="another-id"), entry(first).addresses)
    assert archive.put([renamed], "feed") == Stored(unchanged=1)


def test_an_address_stays_with_the_story_that_had_it_first(archive: Archive) -> None:
    one, two = story("one"), story("two")
    archive.put(entries(one, two), "feed")
    archive.put([Entry(replace(two, dek="edited"), (one.url, two.url))], "feed")
    assert archive.resolve([one.url, two.url]) == {
        one.url: key(archive, one),
        two.url: key(archive, two),
    }


def test_links_find_stories_by_any_spelling_of_their_address(archive: Archive) -> None:
    article = story("page")
    archive.put(entries(article), "feed")
    asked = f"{article.url}?utm_source=card#top"
    found = archive.resolve([asked, "https://news.example/unknown", "not an address"])
    assert found == {asked: key(archive, article)}


def test_a_story_is_found_by_a_beginning_of_its_id_if_only_one_has_it(archive: Archive) -> None:
    archive.put(entries(story("a", id="abcdef12"), story("b", id="abcdzz99")), "feed")
    assert archive.key_of("abcdef12") == archive.key_of("abcde")
    assert archive.key_of("abcdef12") is not None
    assert archive.key_of("abcd") is None  # two begin so
    assert archive.key_of("abc") is None  # too short
    assert archive.key_of("") is None
    assert archive.key_of("abcdef123") is None


def test_a_removed_story_is_gone_from_lists_search_and_counts(archive: Archive) -> None:
    gone, stays = story("gone", body="platypus"), story("stays", body="platypus")
    archive.put(entries(gone, stays), "feed")
    removed = key(archive, gone)
    archive.mark([removed], Marking(starred=True, add_tags=("mine",)))
    assert archive.remove([removed, removed, 10**9]) == 1
    assert archive.article(removed) is None
    assert headlines(archive, "platypus") == ["Story stays"]
    assert archive.counts() == Counts(1, 1, 0, 0)
    assert archive.resolve([gone.url]) == {}
    assert archive.check() == []


def test_a_key_is_never_given_to_another_story(archive: Archive) -> None:
    archive.put(entries(story("one")), "feed")
    (old,) = archive.keys(query(""))
    archive.remove([old])
    archive.put(entries(story("two")), "feed")
    assert old not in archive.keys(query(""))


def test_a_story_that_could_not_be_read_back_is_refused_with_its_batch(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="cannot be kept"):
        archive.put([entry(story("good")), Entry(Article("id", ""))], "feed")
    assert archive.counts().total == 0


def test_what_is_kept_is_there_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "archive.db"
    article = story("kept", body="text")
    first = Archive.open(path)
    first.put(entries(article), "feed")
    first.close()
    second = Archive.open(path)
    assert second.article(key(second, article)) == article
    assert not second.read_only
    assert second.path == path
    second.close()


def test_a_closed_archive_says_so(archive: Archive) -> None:
    archive.close()
    with pytest.raises(ArchiveError, match="closed"):
        archive.counts()


@pytest.mark.hostile(case=22)
def test_an_edited_story_keeps_what_the_reader_did(archive: Archive) -> None:
    first = story("edited", "Start date moved", "The order starts in march.", tags=("old",))
    archive.put(entries(first), "feed")
    edited = key(archive, first)
    archive.mark([edited], Marking(read=True, later=True, add_tags=("mine",)))
    archive.keep_progress(edited, 0.4)
    second = replace(
        story("edited", "Start date moved to May", "The order starts in may."), tags=("new",)
    )
    assert archive.put(entries(second), "feed") == Stored(changed=1)
    assert archive.article(edited) == second
    (row,) = archive.rows([edited])
    assert (row.headline, row.state.read, row.state.later) == (second.headline, True, True)
    assert (row.state.tags, row.state.progress) == (frozenset({"mine"}), 0.4)
    found = {
        text: len(archive.keys(query(text))) for text in ("march", "may", "tag:old", "tag:new")
    }
    assert found == {"march": 0, "may": 1, "tag:old": 0, "tag:new": 1}
    assert archive.check() == []


@pytest.mark.hostile(case=23)
def test_a_missing_or_future_date_counts_as_the_arrival(tmp_path: Path) -> None:
    now = NOW

    def ticking() -> float:
        return now.timestamp()

    archive = Archive.open(tmp_path / "archive.db", ticking)
    future = story("future", published=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))
    undated = story("undated", published=None)
    ancient = story("ancient", published=datetime(1, 1, 1, tzinfo=UTC))
    archive.put(entries(future, undated, ancient), "feed")
    now += timedelta(hours=1)
    archive.put(entries(story("today", published=now)), "feed")
    order = ["Story today", "Story undated", "Story future", "Story ancient"]
    assert headlines(archive) == order
    now += timedelta(hours=1)
    archive.put(entries(replace(undated, dek="edited"), replace(future, dek="edited")), "feed")
    assert headlines(archive) == order
    rows = archive.rows(archive.keys(query("")))
    assert [row.published for row in rows] == [
        NOW + timedelta(hours=1),
        None,
        future.published,
        ancient.published,
    ]
    archive.close()


def test_a_full_disk_loses_nothing_and_leaves_the_archive_usable(tmp_path: Path) -> None:
    from brief_tui.archive.opening import open_connections

    connections = open_connections(tmp_path / "archive.db")
    archive = Archive(connections, clock)
    archive.put(entries(story("before")), "feed")
    with connections.reading() as connection:
        connection.pragma("max_page_count", connection.pragma("page_count") + 2)
    with pytest.raises(ArchiveError, match="disk is full"):
        archive.put(entries(*(story(str(n), body="word " * 500) for n in range(500))), "feed")
    assert headlines(archive) == ["Story before"]
    archive.mark(archive.keys(query("")), Marking(read=True))
    assert archive.counts() == Counts(1, 0, 0, 0)
    assert archive.check() == []
    archive.close()


def test_two_stories_with_urls_of_their_own_are_two_at_any_shared_address(
    archive: Archive,
) -> None:
    one, two = story("one"), story("two")
    file = "file:///news.md"
    archive.put([Entry(one, (one.url, file))], "folder")
    assert archive.put([Entry(two, (two.url, file))], "folder") == Stored(new=1)
    assert archive.article(key(archive, one)) == one
    assert archive.resolve([one.url, two.url, file]) == {
        one.url: key(archive, one),
        two.url: key(archive, two),
        file: key(archive, two),
    }


def test_another_spelling_of_its_url_is_no_other_story(archive: Archive) -> None:
    one = story("one")
    file = "file:///news.md"
    archive.put([Entry(one, (one.url, file))], "folder")
    same = replace(one, id="another-id", url=f"{one.url}?utm_source=mail#top")
    assert archive.put([Entry(same, (file,))], "folder") == Stored(changed=1)
