"""A refresh after which all is as it was loads nothing that reads feeds or pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.feed_server import FeedServer, Reply, feed
from tests.support.feeds import DAY, Item, open_desk, rss

_REFRESH = """
import sys
from pathlib import Path
from random import Random
from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network

folder, now = Path(sys.argv[1]), float(sys.argv[2])
settings = Settings(
    archive=folder / "archive.db",
    credentials=folder / "credentials.toml",
    feeds=FeedSettings(fetch="feed"),
)
network = Network(now=lambda: now, gap=0, deadline=30, random=Random(1))
with Library.open(settings.archive, network) as library:
    report = library.refresh(settings, manual=False)
print(*(result.outcome for result in report.results))
print(*sys.modules, sep="\\n")
"""
_HEAVY = ("brief_tui.formats.feed", "brief_tui.formats.web_page", "brief_tui.formats.html",
          "selectolax", "multiprocessing", "feedparser", "fastfeedparser")  # fmt: skip


def test_what_reads_feeds_is_not_loaded_where_none_changed(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.on("/feed", feed(rss(Item("One", "https://coast.example/1", "g1")), etag='"1"'))
    with open_desk(tmp_path, feed_server) as desk:
        desk.subscribe(feed_server.url("/feed"))
        assert desk.one().outcome == "new"
        later = desk.clock.time + DAY
    feed_server.on("/feed", Reply(304))
    arguments = [sys.executable, "-c", _REFRESH, str(tmp_path), str(later)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    outcomes, *modules = done.stdout.split("\n")
    assert (outcomes, done.stderr) == ("unchanged", "")
    assert [name for name in modules if name.startswith(_HEAVY)] == []
