"""``brief feeds``, ``brief feed`` and ``brief remove``."""

from __future__ import annotations

from typing import Any, TextIO

import pytest

from brief_tui.cli.output import Output
from tests.cli.conftest import Brief, rss
from tests.support.feed_server import FeedServer, Reply, feed


@pytest.fixture
def subscribed(brief: Brief, feed_server: FeedServer) -> Brief:
    """The program, with two feeds: one with two stories, one with one."""
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks")))
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    assert brief("add", feed_server.url("/coast"), "--tag", "sea").code == 0
    assert brief("add", feed_server.url("/port", "127.0.0.2")).code == 0
    return brief


def tree(brief: Brief, name: str) -> dict[str, Any]:
    """The feed as JSON."""
    done = brief("feed", name, "--json")
    assert done.code == 0, done.err
    found: dict[str, Any] = done.json[0]
    return found


def test_without_feeds_it_says_how_to_get_some(brief: Brief, filled: Brief) -> None:
    for command in (
        ["feeds"],
        ["refresh"],
        ["feed", "x"],
        ["remove", "x"],
        ["export", "--format", "opml"],
    ):
        done = filled(*command)
        assert (done.code, done.out) == (1, "")
        assert "there are no feeds yet" in done.err
        assert "`brief add ADDRESS`" in done.err


def test_no_archive_is_made_to_say_that_there_are_no_feeds(brief: Brief) -> None:
    for command in (["feeds"], ["refresh"], ["feed", "x"], ["remove", "x"]):
        assert brief(*command).code == 1
    assert not brief.archive.exists()


def test_a_line_for_each_feed_with_its_unread_stories_and_its_checks(subscribed: Brief) -> None:
    with subscribed.library() as library:
        story = subscribed("list", "ships", "--json").json[0]["id"]
        library.mark([library.key_of(story) or 0], read=True)
    coast, port = subscribed("feeds").out.splitlines()
    assert coast.startswith("Coast Wire  1/2  ok  just now  in ")
    assert coast.endswith("  #sea")
    assert port.startswith("Port Post   1/1  ok  just now  in ")


def test_names_are_in_natural_order(brief: Brief) -> None:
    names = ["S80", "s9", "S8", "10 Docks", "Weir", "9 Docks", "quay", "Quay 2"]
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="https://{number}.example/feed"/>'
        for number, name in enumerate(names)
    )
    opml = f'<opml version="2.0"><body>{outlines}</body></opml>'
    assert brief("import", brief.file("feeds.opml", opml)).code == 0
    assert [tree["name"] for tree in brief("feeds", "--json").json] == [
        "9 Docks", "10 Docks", "quay", "Quay 2", "S8", "s9", "S80", "Weir",
    ]  # fmt: skip


def test_feeds_are_found_by_a_part_of_the_name_and_by_tag(subscribed: Brief) -> None:
    assert subscribed("feeds", "POST").out.startswith("Port Post")
    assert subscribed("feeds", "127.0.0.2").out.startswith("Port Post")
    assert subscribed("feeds", "--tag", "#Sea").out.startswith("Coast Wire")
    done = subscribed("feeds", "post", "--tag", "sea")
    assert (done.code, done.err) == (1, "brief: no feed matches\n")


def test_a_feed_that_fails_says_why(subscribed: Brief, feed_server: FeedServer) -> None:
    feed_server.on("/port", Reply(500))
    subscribed.an_hour_later()
    assert subscribed("refresh").code == 3
    _, port, why = subscribed("feeds").out.splitlines()
    assert "failing" in port
    assert why.startswith("    ")
    assert "500" in why
    shown = tree(subscribed, "Port Post")
    assert (shown["health"], shown["failures"]) == ("failing", 1)
    assert "500" in shown["error"]


def test_json_has_every_field_of_the_contract(subscribed: Brief, feed_server: FeedServer) -> None:
    shown = tree(subscribed, "coast")
    assert shown.pop("key") > 0
    assert shown.pop("checked") < shown.pop("next_check")
    assert shown == {
        "name": "Coast Wire",
        "url": feed_server.url("/coast"),
        "title": "Coast Wire",
        "home": "https://news.example/",
        "kind": "feed",
        "tags": ["sea"],
        "fetch": "",
        "every": 0,
        "muted": False,
        "preferred": False,
        "insecure": False,
        "health": "ok",
        "error": "",
        "failures": 0,
        "moved_from": "",
        "total": 2,
        "unread": 2,
    }


def test_a_narrow_terminal_gets_less_of_each_feed(
    subscribed: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = Output.on

    def narrow(stream: TextIO) -> Output:
        return Output(on(stream).stream, terminal=True, width=40)

    monkeypatch.setattr(Output, "on", narrow)
    lines = subscribed("feeds").out.splitlines()
    assert [line.split()[-2:] for line in lines] == [["2/2", "ok"], ["1/1", "ok"]]


# brief feed


def test_a_feed_is_shown_with_all_that_is_set(subscribed: Brief, feed_server: FeedServer) -> None:
    done = subscribed("feed", "Coast Wire")
    assert done.code == 0
    facts = dict(line.strip().split("  ", 1) for line in done.out.splitlines()[1:])
    assert facts["address"].strip() == feed_server.url("/coast")
    assert facts["tags"].strip() == "#sea"
    assert facts["fetch"].strip() == "auto (the default)"
    assert facts["every"].strip() == "hourly (the default)"
    assert "muted" not in facts


def test_settings_are_set_and_taken_back(subscribed: Brief) -> None:
    options = ["--name", "Coast", "--tag", "world", "--untag", "SEA", "--fetch", "page"]
    options += ["--every", "6h", "--mute", "--insecure"]
    assert subscribed("feed", "Coast Wire", *options).code == 0
    shown = tree(subscribed, "coast")
    assert (shown["name"], shown["tags"], shown["fetch"]) == ("Coast", ["world"], "page")
    assert (shown["every"], shown["muted"], shown["insecure"]) == (6 * 3600, True, True)
    assert "Ships" not in subscribed("list").out
    back = ["--fetch", "default", "--every", "default", "--no-mute", "--no-insecure"]
    assert subscribed("feed", "Coast", *back).code == 0
    shown = tree(subscribed, "coast")
    assert (shown["fetch"], shown["every"]) == ("", 0)
    assert (shown["muted"], shown["insecure"]) == (False, False)
    assert "Ships" in subscribed("list").out


def test_several_feeds_are_set_at_once_but_not_named(subscribed: Brief) -> None:
    done = subscribed("feed", "coast", "port", "--every", "1d")
    assert done.out.count("daily") == 2
    assert subscribed("feed", "coast", "port", "--name", "Both").code == 2


@pytest.mark.parametrize(
    "options", [["--every", "1m"], ["--every", "soon"], ["--fetch", "all"], ["--name", " "]]
)
def test_a_setting_that_makes_no_sense_changes_nothing(
    subscribed: Brief, options: list[str]
) -> None:
    before = tree(subscribed, "coast")
    done = subscribed("feed", "coast", "--mute", *options)
    assert (done.code, done.out) == (2, "")
    assert tree(subscribed, "coast") == before


def test_a_name_that_is_taken_is_refused(subscribed: Brief) -> None:
    done = subscribed("feed", "coast", "--name", "Port Post")
    assert done.code == 2
    assert "Port Post" in done.err
    assert tree(subscribed, "coast")["name"] == "Coast Wire"


def test_a_feed_that_is_not_there_or_could_be_several(subscribed: Brief) -> None:
    done = subscribed("feed", "zeppelin")
    assert done.code == 1
    assert "there is no feed 'zeppelin'" in done.err
    subscribed("feed", "port", "--name", "Coast Post")
    done = subscribed("feed", "coast")
    assert done.code == 2
    assert [line.split()[1:] for line in done.err.splitlines()[1:]] == [
        ["Coast", "Post"],
        ["Coast", "Wire"],
    ]


# brief remove


def test_removed_feeds_leave_their_stories_and_come_back(subscribed: Brief) -> None:
    done = subscribed("remove", "coast", "Port Post")
    assert done.code == 0
    assert done.out.splitlines()[:2] == ["removed  Coast Wire", "removed  Port Post"]
    assert len(subscribed("list").out.splitlines()) == 3
    assert subscribed("feeds").code == 1
    assert subscribed("remove", "--undo").code == 0
    assert len(subscribed("feeds").out.splitlines()) == 2
    assert tree(subscribed, "coast")["tags"] == ["sea"]
    assert subscribed("remove", "--undo").code == 1


def test_their_stories_go_with_them_when_asked_but_not_the_starred_ones(
    subscribed: Brief,
) -> None:
    with subscribed.library() as library:
        story = subscribed("list", "ships", "--json").json[0]["id"]
        library.mark([library.key_of(story) or 0], starred=True)
    assert subscribed("remove", "coast", "--stories").code == 0
    headlines = {row["headline"] for row in subscribed("list", "--json").json}
    assert headlines == {"Ships", "Cranes"}


def test_an_older_removal_is_undone_by_number(subscribed: Brief) -> None:
    key = str(tree(subscribed, "coast")["key"])
    subscribed("remove", "coast")
    subscribed("remove", "port")
    done = subscribed("remove", "--undo", key, "999")
    assert (done.code, done.out) == (3, "back     Coast Wire\n")
    assert "999" in done.err
    assert subscribed("feeds").out.startswith("Coast Wire")


def test_remove_without_a_feed_is_wrong_usage(subscribed: Brief) -> None:
    assert subscribed("remove").code == 2
    assert len(subscribed("feeds").out.splitlines()) == 2
