"""Whatever is done to feeds and stories in whatever order: the lists and counts add up.

A model in plain Python says which stories there should be; the library has them from real
feeds. A story is a page; feeds carry some of the same pages.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief_tui.model.feeds import FeedChange
from brief_tui.model.query_nodes import Is, Query
from tests.support.feed_server import FeedServer, feed
from tests.support.feeds import Desk, Item, open_desk, rss

FEEDS = range(3)
PAGES = range(4)
LATER = 2 * 3600


@dataclass
class Kept:
    """A story as it should be. ``sources`` are numbers of feeds."""

    sources: set[int]
    read: bool = False
    starred: bool = False
    muted: bool = False


@dataclass
class Model:
    """What should be in the archive. ``seen`` holds (feed, page), also of deleted stories."""

    stories: dict[int, Kept] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    served: dict[int, dict[int, int]] = field(default_factory=lambda: {n: {} for n in FEEDS})

    def refresh(self) -> None:
        for number in FEEDS:
            if number not in self.removed:
                for page in self.served[number]:
                    if (number, page) not in self.seen:
                        self.seen.add((number, page))
                        self.stories.setdefault(page, Kept(set())).sources.add(number)

    def remove(self, going: set[int], *, stories: bool) -> None:
        self.removed |= going
        for page, story in list(self.stories.items() if stories else ()):
            if story.sources <= going and story.sources & going and not story.starred:
                del self.stories[page]
                self.seen -= {(number, page) for number in going}

    def in_sight(self) -> dict[int, Kept]:
        return {
            page: story
            for page, story in self.stories.items()
            if not story.muted and not story.sources <= self.muted
        }


class Run:
    """The model and the library side by side."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.model, self.version = desk, Model(), 0
        self.keys = desk.subscribe(*(desk.server.url(f"/{number}") for number in FEEDS))
        for number in FEEDS:
            self.serve(number)

    def serve(self, number: int) -> None:
        items = [
            Item(f"Story {page}", f"https://a.example/{page}", f"{number}-{page}", f"Text {text}.")
            for page, text in self.model.served[number].items()
        ]
        self.desk.server.on(f"/{number}", feed(rss(*items, title=f"Feed {number}")))

    def key(self, page: int) -> list[int]:
        """The story's key, whether it is in sight or not."""
        return list(self.desk.library._archive.resolve([f"https://a.example/{page}"]).values())

    def publish(self, number: int, page: int) -> None:
        self.version += 1
        self.model.served[number][page] = self.version
        self.serve(number)

    def withdraw(self, number: int, page: int) -> None:
        self.model.served[number].pop(page, None)
        self.serve(number)

    def refresh(self, *_: int) -> None:
        self.desk.refresh(later=LATER)
        self.model.refresh()

    def mute(self, number: int, page: int) -> None:
        on = page % 2 == 0
        self.desk.library.feeds.change(self.keys[number], FeedChange(muted=on))
        (self.model.muted.add if on else self.model.muted.discard)(number)

    def remove(self, number: int, page: int) -> None:
        going = {number, page % len(FEEDS)}
        stories = page % 2 == 0
        self.desk.library.feeds.remove([self.keys[n] for n in going], stories=stories)
        self.model.remove(going, stories=stories)

    def restore(self, number: int, _: int) -> None:
        self.desk.library.feeds.restore([self.keys[number]])
        self.model.removed.discard(number)

    def delete(self, _: int, page: int) -> None:
        self.desk.library.remove(self.key(page))
        self.model.stories.pop(page, None)

    def mute_story(self, number: int, page: int) -> None:
        self.desk.library.mute(self.key(page), on=number > 0)
        if page in self.model.stories:
            self.model.stories[page].muted = number > 0

    def mark(self, number: int, page: int) -> None:
        self.desk.library.mark(self.key(page), read=number > 0, starred=number == 1)
        if story := self.model.stories.get(page):
            story.read, story.starred = number > 0, number == 1

    def compare(self) -> None:
        library, wanted = self.desk.library, self.model.in_sight()
        rows = {int(row.headline.split()[1]): row for row in self.desk.rows()}
        assert {page: (row.state.read, row.state.starred) for page, row in rows.items()} == {
            page: (story.read, story.starred) for page, story in wanted.items()
        }
        assert len(self.desk.rows(Query(Is("muted")))) == len(self.model.stories) - len(wanted)
        counts = library.counts()
        assert (counts.total, counts.unread) == (
            len(wanted),
            sum(not story.read for story in wanted.values()),
        )
        for number, key in enumerate(self.keys):
            state = library.feeds.get(key)
            own = [story for story in wanted.values() if number in story.sources]
            assert (state.total, state.unread) == (len(own), sum(not s.read for s in own))
        assert library.check() == []


ACTS = [Run.publish, Run.withdraw, Run.refresh, Run.mute, Run.remove, Run.restore]
ACTS += [Run.delete, Run.mute_story, Run.mark]
# More is published and refreshed than done to it, or there would be little to do it to.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([Run.publish, Run.publish, Run.refresh, *ACTS]),
        st.sampled_from(FEEDS),
        st.sampled_from(PAGES),
    ),
    max_size=30,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_lists_and_counts_are_as_the_model_says(
    tmp_path: Path, feed_server: FeedServer, steps: list[tuple[object, int, int]]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    with open_desk(folder, feed_server) as desk:
        run = Run(desk)
        for act, number, page in steps:
            act(run, number, page)  # type: ignore[operator]
        run.compare()
        run.refresh()
        run.compare()
