"""Deleting by a rule: what goes, what stays in any case, and that it does not come back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_tui.archive import retention
from brief_tui.archive.arrivals import Arrival, Digested
from brief_tui.archive.articles import prepare
from brief_tui.archive.live_schema import MUTED
from brief_tui.archive.polling import Check
from brief_tui.archive.store import Archive
from brief_tui.model.feeds import NewFeed
from brief_tui.model.keeping import Bounds, KeepRule
from brief_tui.model.listing import Place
from brief_tui.model.state import Marking
from tests.archive.stories import NOW, entries, entry, query, story

DAY = 86_400
YEAR = KeepRule(Bounds(days=365))


class Clock:
    """The archive's clock, which a test turns on."""

    now = NOW.timestamp()

    def __call__(self) -> float:
        return self.now

    def days_later(self, days: float) -> None:
        self.now += days * DAY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    archive = Archive.open(tmp_path / "archive.db", clock)
    yield archive
    assert archive.check() == []
    archive.close()


def arrival(name: str, text: str = "") -> Arrival:
    article = story(name)
    return Arrival(
        ident=name,
        story_id=article.id,
        url=article.url,
        headline=article.headline,
        publisher="",
        language="",
        published=int(article.published.timestamp()) if article.published else None,
        addresses=entry(article).addresses,
        item=text or name,
        fingerprint=(text or name).encode(),
    )


def feed(archive: Archive, name: str) -> int:
    ((key, _),) = archive.live.subscribe([NewFeed(f"https://{name}.example/feed", name)])
    return key


def bring(archive: Archive, source: int, *names: str) -> list[int]:
    """Let a feed bring stories, with their text; the keys of those that are new."""
    check = Check(checked_at=0, next_check=0, health="ok")
    came = archive.live.checked(source, check, [arrival(name) for name in names])
    waiting = archive.live.waiting(1_000)
    made = (
        Digested(each, prepare(entry(story(each.item, body=f"otter {each.item}"))))
        for each in waiting
    )
    archive.live.digest(made)
    return list(came.new)


def left(archive: Archive) -> set[str]:
    rows = archive.rows(archive.keys(query("")))
    return {row.headline.removeprefix("Story ") for row in rows}


def test_stories_of_feeds_go_when_they_have_been_here_for_so_long(
    archive: Archive, clock: Clock
) -> None:
    coast = feed(archive, "coast")
    bring(archive, coast, "a", "b")
    archive.put(entries(story("mine", body="otter")), "clippings")
    clock.days_later(200)
    bring(archive, coast, "c")
    clock.days_later(200)
    done = archive.care.clean(YEAR)
    assert (done.stories, done.unread, done.ended) == (2, 2, True)
    assert done.by_feed == (("coast", 2),)
    assert done.words == 4
    assert done.size > 0
    assert left(archive) == {"c", "mine"}
    assert len(archive.keys(query("otter"))) == 2
    assert archive.care.clean(YEAR).stories == 0


def test_a_story_counts_from_when_it_came_and_not_from_its_date(
    archive: Archive, clock: Clock
) -> None:
    """A feed that is new to the reader would be empty at once if its stories are old."""
    clock.days_later(2_000)
    bring(archive, feed(archive, "coast"), "a")
    assert archive.care.clean(YEAR).stories == 0


def test_what_goes_does_not_come_back_with_its_feed(archive: Archive, clock: Clock) -> None:
    coast = feed(archive, "coast")
    bring(archive, coast, "a", "b")
    clock.days_later(400)
    archive.care.clean(YEAR)
    assert bring(archive, coast, "a", "b", "c") != []
    assert left(archive) == {"c"}
    check = Check(checked_at=0, next_check=0, health="ok")
    edited = archive.live.checked(coast, check, [arrival("a", "edited")])
    assert edited.new == ()
    assert left(archive) == {"c"}


def test_what_the_reader_marked_or_began_stays(archive: Archive, clock: Clock) -> None:
    names = ("starred", "later", "tagged", "begun", "looked at", "done", "read", "open", "trail")
    keys = dict(zip(names, bring(archive, feed(archive, "coast"), *names), strict=True))
    archive.mark([keys["starred"]], Marking(starred=True, read=True))
    archive.mark([keys["later"]], Marking(later=True))
    archive.mark([keys["tagged"]], Marking(add_tags=("mine",)))
    archive.mark([keys["read"]], Marking(read=True))
    for name, progress in (("begun", 0.5), ("looked at", 0.01), ("done", 0.99)):
        archive.keep_progress(keys[name], progress)
    ids = {name: archive.rows([key])[0].id for name, key in keys.items()}
    archive.keep_place(Place(article=ids["open"], trail=(ids["trail"],)))
    clock.days_later(400)
    kept = {"starred", "later", "tagged", "begun", "open", "trail"}
    unread = KeepRule(Bounds(days=365), unread=True)
    archive.care.clean(unread)
    assert left(archive) == kept | {"looked at", "done"}
    archive.care.clean(YEAR)
    assert left(archive) == kept


def test_of_each_feed_the_newest_by_date_stay(archive: Archive) -> None:
    coast, port = feed(archive, "coast"), feed(archive, "port")
    bring(archive, coast, *(f"c{n}" for n in range(9)))
    bring(archive, port, "p0", "p1")
    rule = KeepRule(Bounds(stories=4))
    archive.mark(archive.keys(query("c1")), Marking(starred=True))
    done = archive.care.clean(rule)
    assert done.by_feed == (("coast", 4),)
    # Of one date, those that came last are the newest.
    assert left(archive) == {"c1", "c5", "c6", "c7", "c8", "p0", "p1"}
    assert archive.live.feed(coast).total == 5
    assert archive.care.clean(rule).stories == 0


def test_a_feed_may_have_bounds_of_its_own(archive: Archive, clock: Clock) -> None:
    for name in ("coast", "port", "strait"):
        bring(archive, feed(archive, name), f"{name}-a", f"{name}-b")
    clock.days_later(40)
    own = (("Coast", Bounds(days=30)), ("https://port.example/feed/", Bounds(stories=1)))
    done = archive.care.clean(KeepRule(Bounds(), own))
    assert dict(done.by_feed) == {"coast": 2, "port": 1}
    assert left(archive) == {"port-b", "strait-a", "strait-b"}
    for_ever = KeepRule(Bounds(days=7), (("strait", Bounds()),))
    archive.care.clean(for_ever)
    assert left(archive) == {"strait-a", "strait-b"}


def test_a_story_goes_when_all_its_feeds_let_it(archive: Archive, clock: Clock) -> None:
    coast, port = feed(archive, "coast"), feed(archive, "port")
    bring(archive, coast, "shared", "alone")
    bring(archive, port, "shared")
    clock.days_later(400)
    for_ever = KeepRule(Bounds(days=365), (("port", Bounds()),))
    assert archive.care.clean(for_ever).stories == 1
    assert left(archive) == {"shared"}
    done = archive.care.clean(YEAR)
    assert done.by_feed == (("coast", 1),)
    assert left(archive) == set()


def test_a_story_that_came_from_elsewhere_too_stays(archive: Archive, clock: Clock) -> None:
    bring(archive, feed(archive, "coast"), "a", "b")
    archive.put(entries(story("a", body="otter a")), "clippings")
    clock.days_later(400)
    archive.care.clean(YEAR)
    assert left(archive) == {"a"}


def test_muted_stories_and_those_of_removed_feeds_go_too(archive: Archive, clock: Clock) -> None:
    coast, port = feed(archive, "coast"), feed(archive, "port")
    archive.live.hide(bring(archive, coast, "a"), MUTED, on=True)
    bring(archive, port, "b")
    archive.live.unsubscribe([port], stories=False)
    clock.days_later(400)
    assert archive.care.clean(YEAR).stories == 2
    assert archive.care.facts().stories == 0


def test_a_dry_run_says_the_same_and_deletes_nothing(archive: Archive, clock: Clock) -> None:
    coast, port = feed(archive, "coast"), feed(archive, "port")
    bring(archive, coast, "a", "b", "c")
    bring(archive, port, "a", "d")
    clock.days_later(400)
    would = archive.care.clean(YEAR, dry=True)
    assert left(archive) == {"a", "b", "c", "d"}
    assert archive.care.clean(YEAR) == would
    assert would.by_feed == (("coast", 3), ("port", 1))
    assert left(archive) == set()


def test_a_name_that_no_feed_has_keeps_everything(archive: Archive, clock: Clock) -> None:
    """It may be that of a feed which was renamed, and whose stories are to stay."""
    bring(archive, feed(archive, "coast"), "a")
    clock.days_later(400)
    done = archive.care.clean(KeepRule(Bounds(days=365), (("Cost", Bounds()),)))
    assert (done.unknown, done.stories, done.ended) == (("Cost",), 0, False)
    assert left(archive) == {"a"}


def test_no_rule_deletes_nothing(archive: Archive, clock: Clock) -> None:
    bring(archive, feed(archive, "coast"), "a")
    clock.days_later(40_000)
    assert not KeepRule()
    assert archive.care.clean(KeepRule()).stories == 0
    assert left(archive) == {"a"}


def test_a_story_starred_a_moment_before_it_goes_stays(
    archive: Archive, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 1)
    keys = bring(archive, feed(archive, "coast"), "a", "b", "c")
    clock.days_later(400)

    def rest(_seconds: float) -> None:
        """Between two transactions."""
        archive.mark(keys[1:2], Marking(starred=True))

    monkeypatch.setattr("time.sleep", rest)
    done = archive.care.clean(YEAR)
    assert done.stories == 2
    assert left(archive) == {"b"}


def test_a_stop_leaves_the_rest_for_the_next_time(
    archive: Archive, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    bring(archive, feed(archive, "coast"), *map(str, range(9)))
    clock.days_later(400)
    done = archive.care.clean(YEAR, stop=lambda: len(left(archive)) < 6)
    assert not done.ended
    assert done.stories == 9 - len(left(archive)) == 5
    assert archive.care.clean(YEAR).stories == 4


def test_what_a_short_while_was_not_enough_for_is_gone_on_with(
    archive: Archive, clock: Clock
) -> None:
    for name in ("coast", "port", "strait"):
        bring(archive, feed(archive, name), name)
    clock.days_later(400)
    stopped = archive.care.clean_some(YEAR, 60, stop=lambda: len(left(archive)) < 3)
    assert (stopped.stories, stopped.ended) == (1, False)
    assert left(archive) == {"port", "strait"}
    assert not archive.care.clean_some(YEAR, 0).ended
    assert left(archive) == {"port", "strait"}
    # It begins where it ended, so that no feed has to wait for ever.
    stopped = archive.care.clean_some(YEAR, 60, stop=lambda: len(left(archive)) < 2)
    assert (dict(stopped.by_feed), stopped.ended) == ({"port": 1}, False)
    assert archive.care.clean_some(YEAR, 60).ended
    assert left(archive) == set()
