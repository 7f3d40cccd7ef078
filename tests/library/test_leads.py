"""Of the reports of an event one leads: the fullest, or that of a feed which the reader prefers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brief_tui.archive.store import Entry
from brief_tui.library import Library
from brief_tui.model.feeds import FeedChange, NewFeed
from brief_tui.model.identity import article_id
from brief_tui.model.listing import Event
from brief_tui.model.query_nodes import And, Is, Query
from tests.library.test_belonging import STRIKE, article, key_of, library, put, reports

__all__ = ["library"]  # a fixture

LEADS = Query(Is("lead"))
UNREAD_LEADS = Query(And((Is("unread"), Is("lead"))))


def leading(library: Library, query: Query = LEADS) -> list[str]:
    """The reports of the strike that a folded list has, by publisher."""
    rows = library.rows(library.keys(query))
    return sorted(row.publisher for row in rows if row.publisher in STRIKE)


def prefer(library: Library, name: str, *, preferred: bool = True) -> None:
    (key,) = [feed.key for feed in library.feeds.list() if feed.name == name]
    library.feeds.change(key, FeedChange(preferred=preferred))


@pytest.fixture
def subscribed(library: Library) -> Library:
    """Feeds of the three papers; their reports of the strike are here."""
    for name in STRIKE:
        library.feeds.subscribe([NewFeed(f"https://{name.lower()}.example/feed", name)])
    put(library, *reports())
    return library


def test_the_fullest_report_leads_until_a_feed_is_preferred(subscribed: Library) -> None:
    fullest = max(reports(), key=lambda report: len(str(report.body).split())).publisher
    assert leading(subscribed) == [fullest]
    for name in STRIKE:
        prefer(subscribed, name)
        assert leading(subscribed) == [name]
        prefer(subscribed, name, preferred=False)
    assert leading(subscribed) == [fullest]


def test_a_preferred_feeds_report_leads_even_as_a_copy(subscribed: Library) -> None:
    copy = article(
        "Agency", STRIKE["Herald"] + " So it was said.", hours=5, headline="By the Herald"
    )
    put(subscribed, copy)
    prefer(subscribed, "Gazette")
    assert leading(subscribed) == ["Gazette"]
    assert subscribed.threads.event(key_of(subscribed, "Agency")) == Event(3, 1, 4)


def test_a_report_that_a_preferred_feed_has_later_leads_from_then_on(subscribed: Library) -> None:
    library = subscribed
    address = NewFeed("https://best.example/feed", "Best")
    library.feeds.subscribe([address])
    prefer(library, "Best")
    report = reports()[2]
    library._archive.put([Entry(report, (report.url,))], "Best")
    assert leading(library) == [report.publisher]


LONG = " ".join(
    f"{name} told the {n} {thing} of Velmouth about {thing} and {name}."
    for n, (name, thing) in enumerate(
        zip(
            "Abel Berta Cora Dorn Edda Falk Gerd Holm Inge Jorn Karl Lene Mads Nils Olga".split(),
            "cranes nets masts ropes sails docks tides boats gales bells lamps charts oars"
            " anchors ferries".split(),
            strict=True,
        )
    )
)
"""A text of an agency, as papers print it."""


def test_an_agencys_text_counts_once_whatever_stands_above_it(library: Library) -> None:
    others = LONG.split(". ")[1:]
    put(library, article("Agency", LONG, headline="All of Velmouth at sea"))
    put(library, article("Paper", ". ".join(others), headline="They were told", hours=3))
    put(library, article("Late paper", ". ".join(others[2:]), headline="Who heard it?", hours=5))
    assert library.threads.event(key_of(library, "Agency")) == Event(1, 2, 3)
    library.threads.split(key_of(library, "Agency"))
    assert library.threads.event(key_of(library, "Paper")) == Event(1, 1, 2)


def test_copies_of_a_text_that_is_deleted_still_count_once(library: Library) -> None:
    for number in range(4):
        put(library, article(f"Paper {number}", LONG, headline=f"Headed {number}", hours=number))
    for number in range(2):
        library.remove([key_of(library, f"Paper {number}")])
        left = Event(1, 2 - number, 3 - number)
        assert library.threads.event(key_of(library, "Paper 3")) == left
        rows = library.rows(library.keys(LEADS))
        assert [row.publisher for row in rows if "Paper" in row.publisher] == [
            f"Paper {number + 1}"
        ]


def test_a_column_that_a_source_has_each_day_is_no_copy(library: Library) -> None:
    for number in range(3):
        url = f"https://column.example/{number}"
        day = article("Column", LONG, hours=24 * number, headline=f"Day {number}")
        put(library, replace(day, id=article_id(url), url=url))
    key = library.key_of(article_id("https://column.example/0"))
    assert key is not None
    assert library.threads.event(key) == Event(3, 0, 1)


def test_what_is_unread_of_an_event_is_listed_once_and_nothing_is_lost(
    subscribed: Library,
) -> None:
    seen = []
    while found := leading(subscribed, UNREAD_LEADS):
        assert len(found) == 1
        seen += found
        subscribed.mark([key_of(subscribed, found[0])], read=True)
    assert sorted(seen) == sorted(STRIKE)


def test_merging_takes_along_what_no_list_has(subscribed: Library) -> None:
    library = subscribed
    library.mute([key_of(library, "Herald")])
    put(library, article("Alone", "A regatta off Velmouth was won by the Petrel."))
    library.threads.merge(key_of(library, "Courier"), key_of(library, "Alone"))
    library.mute([key_of(library, "Herald")], on=False)
    assert len(library.threads.of(key_of(library, "Alone"))) == 4


def test_a_story_that_nobody_else_reports_is_no_event(library: Library) -> None:
    put(library, article("Alone", "A regatta off Velmouth was won by the Petrel."))
    assert library.threads.event(key_of(library, "Alone")) is None
    library.threads.toggle_followed(key_of(library, "Alone"))
    assert library.threads.event(key_of(library, "Alone")) is None
