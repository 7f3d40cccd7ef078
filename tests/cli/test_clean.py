"""``brief clean``, and what a refresh deletes at its end."""

from __future__ import annotations

import re
from contextlib import closing

import apsw
import pytest

from brief_tui.model.errors import ArchiveBusyError
from tests.cli.conftest import Brief, rss
from tests.support.feed_server import FeedServer, feed

RULE = "[keep]\ndays = 30\n"


@pytest.fixture
def subscribed(filled: Brief, feed_server: FeedServer) -> Brief:
    """The program, with three stories of feeds beside its own two."""
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks")))
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    assert filled("add", feed_server.url("/coast")).code == 0
    assert filled("add", feed_server.url("/port", "127.0.0.2")).code == 0
    return filled


def two_months_later(brief: Brief) -> None:
    with closing(apsw.Connection(str(brief.archive))) as connection:
        connection.execute("UPDATE article SET added_at = added_at - 60 * 86400")


def headlines(brief: Brief) -> set[str]:
    return {tree["headline"] for tree in brief("list", "--json").json}


OWN = {"The harbour reopens", "The strike ends"}
CARRIED = {"Ships", "Docks", "Cranes"}


def test_a_dry_run_says_what_would_go(subscribed: Brief) -> None:
    subscribed.configure(RULE)
    assert subscribed("clean", "--dry-run").out == "no story would be deleted\n"
    two_months_later(subscribed)
    done = subscribed("clean", "--dry-run")
    assert done.code == 0
    *feeds, summary = done.out.splitlines()
    assert feeds == ["2  Coast Wire", "1  Port Post"]
    assert re.fullmatch(
        r"3 stories would be deleted, of 2026-11-20 to 2026-11-20: 3 of them unread, "
        r"[\d,]+ words, 0\.0 MiB as stored",
        summary,
    )
    assert headlines(subscribed) == OWN | CARRIED


def test_the_rule_deletes_what_came_from_feeds_and_it_stays_away(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    two_months_later(subscribed)
    subscribed.configure(RULE)
    done = subscribed("clean", "--json")
    assert done.code == 0
    (tree,) = done.json
    assert (tree["deleted"], tree["stories"], tree["unread"], tree["ended"]) == (3, 3, 3, True)
    assert tree["feeds"][0] == {"name": "Coast Wire", "stories": 2}
    assert tree["oldest"] == "2026-11-20T10:00:00+00:00"
    assert headlines(subscribed) == OWN
    subscribed.an_hour_later()
    assert subscribed("refresh").out.startswith("nothing new in 2 feeds")
    assert headlines(subscribed) == OWN
    (tree,) = subscribed("clean", "--dry-run", "--json").json
    assert (tree["deleted"], tree["stories"], tree["oldest"]) == (0, 0, None)


def test_a_refresh_ends_with_the_rule(subscribed: Brief, feed_server: FeedServer) -> None:
    two_months_later(subscribed)
    subscribed.an_hour_later()
    assert "deleted" not in subscribed("refresh").out
    assert headlines(subscribed) == OWN | CARRIED
    subscribed.configure(RULE)
    subscribed.an_hour_later()
    feed_server.on("/port", feed(rss("Port Post", "Cranes", "Tugs")))
    done = subscribed("refresh")
    assert done.code == 0
    assert "3 old stories deleted" in done.out
    assert headlines(subscribed) == {*OWN, "Tugs"}


def test_a_refresh_does_not_wait_to_delete_while_another_program_writes(
    subscribed: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object) -> None:
        raise ArchiveBusyError("in use")

    monkeypatch.setattr("brief_tui.archive.retention.Cleaning.some", busy)
    subscribed.configure(RULE)
    subscribed.an_hour_later()
    done = subscribed("refresh")
    assert (done.code, done.err) == (0, "")


def test_a_feed_that_is_added_shows_what_it_carries(brief: Brief, feed_server: FeedServer) -> None:
    brief.configure("[keep]\nstories = 1\n")
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks", "Locks")))
    assert brief("add", feed_server.url("/coast")).code == 0
    assert headlines(brief) == {"Ships", "Docks", "Locks"}


def test_without_a_rule_nothing_is_deleted_and_the_config_is_named(subscribed: Brief) -> None:
    two_months_later(subscribed)
    done = subscribed("clean")
    assert done.code == 1
    assert "[keep]" in done.err
    assert headlines(subscribed) == OWN | CARRIED


def test_a_feed_in_the_rule_that_is_not_here_keeps_everything(subscribed: Brief) -> None:
    two_months_later(subscribed)
    subscribed.configure(RULE + '[keep.feeds]\n"Cost Wire" = {days = 0}\n')
    done = subscribed("clean")
    assert done.code == 2
    assert done.err.startswith("brief: nothing was deleted")
    assert "Cost Wire" in done.err
    subscribed.an_hour_later()
    assert subscribed("refresh").code == 0
    assert headlines(subscribed) == OWN | CARRIED
    assert "no feed is called 'Cost Wire'" in subscribed("doctor").out


def test_there_is_nothing_to_clean_where_there_is_no_archive(brief: Brief) -> None:
    brief.configure(RULE)
    assert brief("clean").code == 1
    assert not brief.archive.exists()
