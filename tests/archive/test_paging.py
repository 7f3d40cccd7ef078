"""Lists a stretch at a time, whichever way they are asked for: together they are the list."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.archive import attributes, paging, phrases, ranking, search
from brief_tui.archive.store import Archive
from brief_tui.model.listing import Listing, Spot
from brief_tui.model.query_nodes import Node, Query
from brief_tui.model.state import Marking
from tests.archive.stories import clock, day, entries, query, story
from tests.archive.test_queries_add_up import Kept, fill, fulfils, random_story, sort_at, trees

STORIES = 60


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Bounds so small that sixty stories are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attributes, "MANY", 4)
        patch.setattr(paging, "MANY", 4)
        patch.setattr(paging, "FIRST_CHUNK", 3)
        patch.setattr(paging, "CHUNK", 7)
        patch.setattr(search, "PAGE", 5)
        yield


@pytest.fixture(scope="module")
def filled(
    small: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Archive, dict[int, Kept]]]:
    dice = Random("sixty more")
    archive = Archive.open(tmp_path_factory.mktemp("archive") / "archive.db", clock)
    yield archive, fill(archive, [random_story(dice, str(n)) for n in range(STORIES)])
    archive.close()


def expected(stories: dict[int, Kept], root: Node) -> list[int]:
    found = [key for key, kept in stories.items() if fulfils(kept, root) is not False]
    return sorted(found, key=lambda key: (sort_at(stories[key].article), key), reverse=True)


def down(archive: Archive, listing: Listing) -> list[int]:
    """The whole list, from the first stretch on."""
    assert listing.stretch.first
    stretch, found = listing.stretch, list(listing.stretch.keys)
    while not stretch.last:
        stretch = archive.stretch(listing, stretch.spot(-1))
        assert not stretch.first
        found += stretch.keys
    return found


def up(archive: Archive, listing: Listing, edge: Spot | None) -> list[int]:
    """The list from ``edge`` up to its beginning."""
    stretch = archive.stretch(listing, edge, back=True)
    found = list(stretch.keys)
    while not stretch.first:
        stretch = archive.stretch(listing, stretch.spot(0), back=True)
        found[:0] = stretch.keys
    return found


@settings(deadline=None, max_examples=300)
@given(root=trees)
def test_stretches_make_up_the_list_in_both_directions(
    filled: tuple[Archive, dict[int, Kept]], root: Node
) -> None:
    archive, stories = filled
    whole = expected(stories, root)
    listing = archive.listing(Query(root, "date"))
    assert down(archive, listing) == whole
    assert up(archive, listing, None) == whole
    assert listing.total in {None, len(whole)}
    assert archive.count(listing, 10) == min(10, len(whole))


@settings(deadline=None, max_examples=200)
@given(root=trees, at=st.integers(1, STORIES))
def test_a_list_can_be_entered_at_any_of_its_stories(
    filled: tuple[Archive, dict[int, Kept]], root: Node, at: int
) -> None:
    archive, stories = filled
    whole = expected(stories, root)
    listing = archive.listing(Query(root, "date"), at)
    stretch = listing.stretch
    if at not in whole:
        assert stretch.first
        return
    assert at in stretch.keys
    spot = stretch.spot(stretch.keys.index(at))
    start = whole.index(stretch.keys[0])
    assert list(stretch.keys) == whole[start : start + len(stretch)]
    assert not stretch.first or start == 0
    assert not stretch.last or start + len(stretch) == len(whole)
    assert up(archive, listing, stretch.spot(0)) == whole[:start]
    assert archive.before(listing, spot) in {None, whole.index(at)}


@settings(deadline=None, max_examples=200)
@given(root=trees, at=st.integers(0, STORIES), back=st.booleans())
def test_the_next_unread_story_is_the_nearest(
    filled: tuple[Archive, dict[int, Kept]], root: Node, at: int, back: bool
) -> None:
    archive, stories = filled
    whole = expected(stories, root)
    listing = archive.listing(Query(root, "date"), at or None)
    if at not in whole:
        edge, ahead = None, whole[::-1] if back else whole
    else:
        edge = listing.stretch.spot(listing.stretch.keys.index(at))
        place = whole.index(at)
        ahead = whole[:place][::-1] if back else whole[place + 1 :]
    found = archive.next_unread(listing, edge, back=back)
    unread = [key for key in ahead if not stories[key].state.read]
    assert (found.key if found else None) == (unread[0] if unread else None)


def test_a_list_is_of_what_was_there_when_it_was_asked_for(archive: Archive) -> None:
    archive.put(entries(*(story(str(n), published=day(n)) for n in range(1, 6))), "feed")
    listing = archive.listing(query(""))
    archive.put(entries(story("late", "otter", published=day(3))), "feed")
    assert len(archive.stretch(listing, None)) == 5
    assert archive.since(listing) == 1
    assert archive.since(archive.listing(query("is:starred"))) == 0
    assert archive.since(archive.listing(query(""))) == 0


def test_a_list_goes_on_behind_a_story_that_is_gone(archive: Archive) -> None:
    archive.put(entries(*(story(str(n), published=day(n)) for n in range(1, 6))), "feed")
    listing = archive.listing(query("is:unread"))
    spot = listing.stretch.spot(2)
    archive.mark([spot.key], Marking(read=True))
    archive.remove([listing.stretch.keys[3]])
    assert list(archive.stretch(listing, spot).keys) == [listing.stretch.keys[4]]


def test_stories_of_one_moment_follow_each_other_by_when_they_came(archive: Archive) -> None:
    archive.put(entries(*(story(str(n)) for n in range(700))), "feed")
    listing = archive.listing(query(""))
    assert listing.total == 700
    assert not listing.stretch.last
    assert down(archive, listing) == list(range(700, 0, -1))


def test_totals_come_from_the_counts_that_the_archive_keeps(archive: Archive) -> None:
    archive.put(entries(*(story(str(n), section="Wörld") for n in range(300))), "feed")
    archive.mark(range(1, 11), Marking(read=True, starred=True))
    totals = {text: archive.listing(query(text)).total for text in (
        "", "is:unread", "is:starred", "is:later", "section:WÖRLD", "section:other", "has:picture",
        "is:read", "-is:starred",
    )}  # fmt: skip
    assert totals == {
        "": 300, "is:unread": 290, "is:starred": 10, "is:later": 0, "section:WÖRLD": 300,
        "section:other": 0, "has:picture": 0, "is:read": 10, "-is:starred": None,
    }  # fmt: skip


def test_a_search_ranks_the_newest_of_many_hits_and_those_in_headlines(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST", 20)
    old = entries(story("old", "The otter of the mill", published=day(1)))
    archive.put(old, "feed")
    archive.put(entries(*(story(str(n), body="otter") for n in range(60))), "feed")
    listing = archive.listing(query("otter sort:relevance"))
    assert listing.cut_short
    assert listing.stretch.keys[0] == 1
    assert set(listing.stretch.keys[1:]) == set(range(41, 62))
    assert not archive.listing(query("otter mill sort:relevance")).cut_short
    starred = archive.mark([2, 3], Marking(starred=True))
    assert len(starred) == 2
    found = archive.listing(query("otter is:starred sort:relevance"))
    assert set(found.stretch.keys) == {2, 3}


def test_a_common_beginning_is_looked_for_in_headlines(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "COMMON", 3)
    archive.put(
        entries(
            *(story(str(n), f"Changing chairs {n}") for n in range(3)),
            story("text", "Other", body="a change of mind"),
            story("whole", "Another", body="chang"),
            story("credit", "Third", body="none", bylines=("Changer",)),
        ),
        "feed",
    )

    def found(text: str) -> set[str]:
        return {row.headline for row in archive.rows(archive.keys(query(text)))}

    changing = {f"Changing chairs {n}" for n in range(3)}
    assert found("chang*") == {*changing, "Another"}
    assert found("c*") == changing
    assert found("ch* -another") == changing
    assert found('"changing ch*"') == changing
    assert found("change*") == {"Other", "Third"}
    assert found("by:chang*") == {"Third"}
    assert found("headline:chair*") == changing
