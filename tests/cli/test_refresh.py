"""``brief refresh``, against a real server."""

from __future__ import annotations

import os
import signal
import threading
from datetime import UTC, datetime

import pytest

from tests.cli.conftest import Brief, rss
from tests.support.feed_server import FeedServer, Received, Reply, feed


@pytest.fixture
def subscribed(brief: Brief, feed_server: FeedServer) -> Brief:
    """The program, with two feeds of two hosts that were read once and are due again."""
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks"), etag='"1"'))
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    assert brief("add", feed_server.url("/coast")).code == 0
    assert brief("add", feed_server.url("/port", "127.0.0.2")).code == 0
    brief.an_hour_later()
    return brief


def test_what_is_new_is_told_for_each_feed_and_summed_up(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/port", feed(rss("Port Post", "Cranes", "Tugs", "Moles")))
    done = subscribed("refresh")
    assert done.code == 0
    news, summary = done.out.splitlines()
    assert news == "new      Port Post  (2 stories)"
    assert summary.startswith("2 new in 2 feeds · next check in ")
    assert "\r" not in done.out + done.err
    assert "\x1b" not in done.out + done.err
    assert subscribed("list", "tugs").code == 0


def test_nothing_new_is_one_line(subscribed: Brief) -> None:
    done = subscribed("refresh")
    assert done.code == 0
    (summary,) = done.out.splitlines()
    assert summary.startswith("nothing new in 2 feeds · next check in ")


def test_an_edited_story_is_told(subscribed: Brief, feed_server: FeedServer) -> None:
    feed_server.on("/port", feed(rss("Port Post", "Cranes").replace(b"at noon", b"at dusk")))
    news, summary = subscribed("refresh").out.splitlines()
    assert news == "changed  Port Post  (1 story)"
    assert summary.startswith("nothing new in 2 feeds, 1 changed · ")


def test_a_feed_that_fails_does_not_stop_the_others(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/coast", Reply(404))
    feed_server.on("/port", feed(rss("Port Post", "Cranes", "Tugs")))
    done = subscribed("refresh")
    assert done.code == 3
    assert done.out.splitlines()[0] == "new      Port Post  (1 story)"
    assert "1 new in 2 feeds · 1 could not be read" in done.out
    assert done.err.startswith("brief: Coast Wire: ")
    assert "404" in done.err


def test_json_has_an_object_for_each_feed_and_the_summary_stands_apart(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/port", Reply(500))
    done = subscribed("refresh", "--json")
    assert done.code == 3
    trees = {tree["name"]: tree for tree in done.json}
    coast, port = trees["Coast Wire"], trees["Port Post"]
    assert coast.pop("next_check") > "2026"
    assert coast == {
        "name": "Coast Wire",
        "url": feed_server.url("/coast"),
        "outcome": "unchanged",
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "problem": "",
        "moved_to": "",
    }
    assert port["outcome"] == "failed"
    assert "500" in port["problem"]
    assert done.err.splitlines()[-1].startswith("nothing new in 2 feeds · 1 could not be read")


def test_a_feed_that_moved_is_told(subscribed: Brief, feed_server: FeedServer) -> None:
    new = feed_server.url("/harbour", "127.0.0.2")
    feed_server.on("/harbour", feed(rss("Port Post", "Cranes")))
    feed_server.on("/port", Reply(301, b"", [("Location", new)]))
    done = subscribed("refresh")
    assert f"moved    Port Post  to {new}" in done.out.splitlines()


def test_feeds_that_are_not_due_are_left_alone(subscribed: Brief, feed_server: FeedServer) -> None:
    assert subscribed("refresh").code == 0
    asked = len(feed_server.requests)
    done = subscribed("refresh")
    assert done.code == 0
    assert done.out.startswith("no feed is due · next check in ")
    done = subscribed("refresh", "--now")
    assert " · 2 have to wait: it was asked a moment ago · " in done.out
    assert done.err == ""
    done = subscribed("refresh", "coast", "--now")
    assert done.err == "brief: Coast Wire: it was asked a moment ago\n"
    assert [tree["outcome"] for tree in subscribed("refresh", "--now", "--json").json] == [
        "waiting",
        "waiting",
    ]
    assert len(feed_server.requests) == asked


def test_only_the_feeds_that_are_named_are_asked(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    coast, port = len(feed_server.asked("/coast")), len(feed_server.asked("/port"))
    assert subscribed("refresh", "coast").out.startswith("nothing new in 1 feed")
    assert len(feed_server.asked("/coast")) == coast + 1
    assert len(feed_server.asked("/port")) == port
    assert subscribed("refresh", "zeppelin").code == 1


def test_the_command_of_the_config_runs_and_its_failure_is_told(
    subscribed: Brief, feed_server: FeedServer
) -> None:
    told = subscribed.folder / "told"
    subscribed.configure(f"[feeds]\nafter_refresh = ['touch', '{told}']\n")
    subscribed("refresh")
    assert not told.exists()  # nothing came
    feed_server.on("/port", feed(rss("Port Post", "Cranes", "Tugs")))
    subscribed.an_hour_later()
    assert subscribed("refresh").err == ""
    assert told.exists()
    subscribed.configure("[feeds]\nafter_refresh = ['false']\n")
    feed_server.on("/port", feed(rss("Port Post", "Tugs", "Moles")))
    subscribed.an_hour_later()
    done = subscribed("refresh")
    assert done.code == 0
    assert done.err.startswith("brief: after_refresh: false ended with code 1")


def test_rules_that_acted_are_counted(subscribed: Brief, feed_server: FeedServer) -> None:
    subscribed.configure("[[rules]]\nname = 'Tugs'\nquery = 'tugs'\ndo = 'star'\n")
    feed_server.on("/port", feed(rss("Port Post", "Cranes", "Tugs")))
    assert " · rule 'Tugs': 1 · " in subscribed("refresh").out
    assert subscribed("list", "is:starred").code == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["int", "term"]
)
def test_a_signal_stops_it_and_what_came_stays(
    subscribed: Brief, feed_server: FeedServer, number: int, code: int
) -> None:
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks", "Buoys")))

    feed_server.on("/port", Reply(200, delay=600))
    before = signal.getsignal(number)
    watcher = threading.Thread(target=_when, args=(subscribed, number))
    watcher.start()
    done = subscribed("refresh")
    watcher.join()
    assert done.code == code
    assert "new      Coast Wire" in done.out
    assert done.out.splitlines()[-1].startswith("stopped: 1 new in 1 feed")
    assert "next check" not in done.out
    assert signal.getsignal(number) is before
    assert subscribed("list", "buoys").code == 0


def _when(brief: Brief, number: int) -> None:
    """Send the signal as soon as the new story is in the archive."""
    with brief.library() as library:
        while library.counts().total < 4:
            threading.Event().wait(0.02)
    os.kill(os.getpid(), number)


def test_watch_goes_on_until_a_signal_comes(
    subscribed: Brief, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.cli.commands.refresh.SHORTEST_WAIT", 0)
    rounds = 0

    def port(_: Received) -> Reply:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return Reply(200, rss("Port Post", f"Story {rounds}"))

    feed_server.on("/port", port)

    def due_again(_: object) -> datetime:
        subscribed.an_hour_later()
        return datetime.now(UTC)

    monkeypatch.setattr("brief_tui.library.feeds.Feeds.next_check", due_again)
    done = subscribed("refresh", "--watch")
    assert done.code == 0
    assert rounds == 3
    assert done.out.count("new      Port Post") >= 2


def test_watch_makes_no_archive(brief: Brief) -> None:
    assert brief("refresh", "--watch").code == 1
    assert not brief.archive.exists()
