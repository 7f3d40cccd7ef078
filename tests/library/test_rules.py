"""Rules as stories arrive, and what they would have done."""

from __future__ import annotations

from pathlib import Path

from brief_tui.model.query_nodes import Is, Query
from brief_tui.model.rules import Action, Rule
from tests.support.feed_server import FeedServer, feed
from tests.support.feeds import Item, open_desk, rss

RULES = (
    Rule("ports", "quay", (Action("star"), Action("tag", "ports"))),
    Rule("noise", "headline:football", (Action("mute"),)),
    Rule("long", "source:coast*", (Action("mark-read"), Action("later"))),
)


def test_rules_run_on_what_arrives_and_on_nothing_else(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    old = Item("Old story of the quay", "https://coast.example/0")
    url = feed_server.url("/feed")
    with open_desk(tmp_path, feed_server) as desk:
        feed_server.on("/feed", feed(rss(old, title="Coast")))
        desk.subscribe(url)
        desk.refresh()
        clock = desk.clock
    feed_server.on(
        "/feed",
        feed(
            rss(
                old,
                Item("The quay", "https://coast.example/1"),
                Item("Football", "https://coast.example/2", text="A match."),
                title="Coast",
            )
        ),
    )
    with open_desk(tmp_path, feed_server, clock=clock, rules=RULES) as desk:
        report = desk.refresh(later=7200)
        assert dict(report.ruled) == {"ports": 1, "noise": 1, "long": 2}
        assert desk.headlines() == ["Old story of the quay", "The quay"]
        assert desk.headlines(Query(Is("muted"))) == ["Football"]
        states = {row.headline: row.state for row in desk.rows()}
        assert states["The quay"].starred
        assert states["The quay"].read
        assert states["The quay"].later
        assert states["The quay"].tags == {"ports"}
        assert not states["Old story of the quay"].starred
        assert desk.library.check() == []


def test_a_rule_is_tried_without_changing_anything(tmp_path: Path, feed_server: FeedServer) -> None:
    with open_desk(tmp_path, feed_server) as desk:
        items = [Item(f"The quay {n}", f"https://coast.example/{n}") for n in range(5)]
        feed_server.on("/feed", feed(rss(*items)))
        desk.subscribe(feed_server.url("/feed"))
        desk.refresh()
        bad = Rule("bad", "headlin:x", (Action("star"),))
        ports, noise, wrong = desk.library.test_rules([RULES[0], RULES[1], bad], limit=2)
        assert (len(ports.keys), ports.total) == (2, 5)
        assert (noise.keys, noise.total) == ((), 0)
        assert "headlin" in wrong.problem
        assert not any(row.state.starred for row in desk.rows())
