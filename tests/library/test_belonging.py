"""What belongs with a story: links of its page, the same event, stories like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from brief_tui.archive.store import Entry
from brief_tui.library import Library
from brief_tui.model.article import Article, Paragraph, RelatedLink, Run
from brief_tui.model.identity import article_id
from brief_tui.model.listing import RelatedStory
from brief_tui.model.query_nodes import Is, Query

DAY = datetime(2026, 3, 1, 8, tzinfo=UTC)

STRIKE = {
    "Gazette": "Crane drivers in Velmouth harbour stopped work on Monday. The union leader Ada"
    " Kestrin asks for higher pay after the accident at quay nine.",
    "Herald": "Work at quay nine of Velmouth harbour has stopped. Crane drivers follow a call of"
    " the union leader Ada Kestrin; ships are waiting outside.",
    "Courier": "Ships wait outside Velmouth: the crane drivers of Ada Kestrin want more pay. The"
    " harbour speaks of great losses since the accident.",
}
OTHERS = (
    "The town council of Brandel voted for a new library with a roof garden and reading rooms.",
    "Snow fell on the passes, and skiers came in numbers not seen for ten winters.",
    "A violin by an unknown maker was sold for a record price at an auction in Orsk.",
    "The football team of Brandel lost its third match and looks for a new coach.",
    "Bees have come back to the gardens along the river, say beekeepers and schools.",
    "A bakery won a prize for bread made of old kinds of wheat and rye.",
    "The observatory saw a comet that no one had expected before next year.",
    "Trains run late since the bridge near Orsk is being painted again.",
)


def article(name: str, text: str, *, hours: float = 0, **fields: object) -> Article:
    url = f"https://{name.lower().replace(' ', '-')}.example/story"
    return Article(
        id=article_id(url),
        headline=str(fields.pop("headline", f"By the {name}")),
        url=url,
        language="en",
        published=DAY + timedelta(hours=hours),
        publisher=name,
        body=(Paragraph((Run(text),)),),
        **fields,  # type: ignore[arg-type]
    )


def other(number: int, text: str) -> Article:
    headline = " ".join(text.split()[:5])
    return article(f"Other {number}", text, hours=-number - 1, headline=headline)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "archive.db") as library:
        for number, text in enumerate(OTHERS):
            put(library, other(number, text))
        yield library


def put(library: Library, *stories: Article) -> None:
    for each in stories:
        library._archive.put([Entry(each, (each.url,))], each.publisher)
    library.relating.all()


def reports() -> list[Article]:
    return [article(name, text, hours=n) for n, (name, text) in enumerate(STRIKE.items())]


def key_of(library: Library, name: str) -> int:
    key = library.key_of(article(name, "").id)
    assert key is not None
    return key


def groups(library: Library, name: str) -> dict[str, list[str]]:
    """What belongs with the story of this publisher: publishers or headlines by group."""
    found: dict[str, list[str]] = {}
    for story in belonging(library, name):
        text = story.row.publisher if story.row else story.link.headline
        found.setdefault(story.link.origin, []).append(text)
    return found


def belonging(library: Library, name: str) -> tuple[RelatedStory, ...]:
    key = key_of(library, name)
    story = library.article(key)
    assert story is not None
    return library.related(key, story)


def test_reports_of_one_event_are_a_thread_with_true_reasons(library: Library) -> None:
    put(library, *reports())
    assert groups(library, "Gazette") == {"thread": ["Courier", "Herald"]}
    texts = {name: text.casefold() for name, text in STRIKE.items()}
    for story in belonging(library, "Gazette"):
        assert story.row is not None
        assert story.score is not None
        assert story.score > 0.2
        named = story.link.reason.removeprefix("both: ").split(", ")
        assert 1 <= len(named) <= 3
        for term in named:
            assert term.casefold() in texts["Gazette"]
            assert term.casefold()[:5] in texts[story.row.publisher]


def test_a_report_of_weeks_later_is_like_it_but_not_the_same_story(library: Library) -> None:
    put(library, *reports())
    put(library, article("Late", STRIKE["Herald"], hours=24 * 40))
    assert "Late" in groups(library, "Gazette")["similar"]
    assert "Late" not in groups(library, "Gazette")["thread"]
    assert "thread" not in groups(library, "Late")


def test_one_text_under_two_mastheads_is_told_as_a_copy(library: Library) -> None:
    text = STRIKE["Herald"] + " So it was said."
    copy = article("Copy", text, hours=5, headline="By the Herald")
    put(library, *reports(), copy)
    (copied,) = [s for s in belonging(library, "Herald") if s.row and s.row.publisher == "Copy"]
    assert copied.link.reason == "nearly the same text"
    assert groups(library, "Gazette")["thread"] == ["Courier", "Herald"]  # counted once


def test_a_thread_that_is_split_or_merged_stays_so(library: Library, tmp_path: Path) -> None:
    put(library, *reports(), article("Alone", "A regatta off Velmouth was won by the Petrel."))
    library.threads.split(key_of(library, "Courier"))
    assert groups(library, "Gazette")["thread"] == ["Herald"]
    assert "thread" not in groups(library, "Courier")
    library.threads.merge(key_of(library, "Alone"), key_of(library, "Gazette"))
    edited = article("Courier", STRIKE["Courier"] + " Talks go on.", hours=2)
    put(library, edited, article("Alone", "A regatta was won by the Petrel."))
    with Library.open(tmp_path / "archive.db") as again:
        assert sorted(groups(again, "Gazette")["thread"]) == ["Alone", "Herald"]
        assert "thread" not in groups(again, "Courier")
        again.threads.merge(key_of(again, "Courier"), key_of(again, "Herald"))
        assert sorted(groups(again, "Gazette")["thread"]) == ["Alone", "Courier", "Herald"]


def test_a_story_that_is_deleted_or_muted_is_gone_from_all_groups(library: Library) -> None:
    put(library, *reports())
    library.remove([key_of(library, "Herald")])
    library.mute([key_of(library, "Courier")])
    assert groups(library, "Gazette") == {}
    assert library.check() == []


def test_a_link_leads_to_a_story_that_came_later_by_address_or_headline(library: Library) -> None:
    links = (
        RelatedLink("An address", "https://gazette.example/story?utm_source=x"),
        RelatedLink("Nine cranes stand still in the harbour", "https://moved.example/1"),
        RelatedLink("Read more", "https://herald.example/other"),
    )
    put(library, article("Opener", "Only links here, and nothing of it.", related=links))
    opened = belonging(library, "Opener")
    assert [story.row for story in opened] == [None, None, None]
    put(library, *reports()[:1])
    put(library, article("Cranes", "Text.", headline="Nine cranes stand still in the harbour!"))
    opened = belonging(library, "Opener")
    assert [story.row.publisher if story.row else None for story in opened] == [
        "Gazette",
        "Cranes",
        None,
    ]
    assert groups(library, "Cranes")["pointing"] == ["Opener"]
    assert groups(library, "Gazette")["pointing"] == ["Opener"]


def test_a_story_that_waits_to_be_related_is_looked_at_on_the_spot(library: Library) -> None:
    put(library, *reports()[:2])
    late = reports()[2]
    library._archive.put([Entry(late, (late.url,))], "Courier")
    assert set(groups(library, "Courier")["similar"]) == {"Gazette", "Herald"}
    library.relating.all()
    assert set(groups(library, "Courier")["thread"]) == {"Gazette", "Herald"}


def put_of_penguin(library: Library, story: Article) -> None:
    """The story, published by the Penguin like the others."""
    library._archive.put([Entry(replace(story, publisher="Penguin"), (story.url,))], "Penguin")


def test_what_a_source_repeats_in_all_its_stories_is_no_reason(library: Library) -> None:
    line = " Subscribe to the Morning Penguin newsletter for more Penguin stories."
    texts = (
        "A whale swam into the bay of Aldeen.",
        "Honey is dear this autumn.",
        "The choir of Brandel sings in Orsk.",
        "A mill burnt down.",
        "Two ferries met in fog.",
        "Chess players gather on Friday.",
        "Rain filled the reservoirs.",
        "An old map was found in a loft.",
        "The lighthouse is for sale.",
    )
    for number, text in enumerate(texts):
        headline = f"{text.split()[1]} story"
        put_of_penguin(library, article(f"Penguin {number}", text + line, headline=headline))
    library.relating.all()
    for number in range(len(texts)):
        found = groups(library, f"Penguin {number}")
        assert "Penguin" not in chain.from_iterable(found.values())


@pytest.mark.hostile(case=4)
def test_markup_in_a_reason_is_text(library: Library) -> None:
    text = "The [/foo] of [@click=app.quit]Velmouth[/] stopped at quay nine in the Harbour of Orst."
    put(library, article("One", text), article("Two", text.replace("stopped", "halted"), hours=1))
    (other,) = belonging(library, "One")
    assert other.link.origin == "thread"
    assert "\x1b" not in other.link.reason


@pytest.mark.hostile(case=5)
def test_entities_in_titles_are_text_in_what_belongs_together(
    library: Library, tmp_path: Path
) -> None:
    items = "".join(
        f"<item><title>Kestrin &amp;amp;amp; &lt;b&gt;{who}&lt;/b&gt; of Velmouth</title>"
        f"<link>https://{who}.example/1</link><pubDate>Mon, 02 Mar 2026 0{hour}:00:00 GMT</pubDate>"
        f"<description>{STRIKE[who]}</description></item>"
        for hour, who in enumerate(STRIKE)
    )
    feed = tmp_path / "feed.xml"
    feed.write_text(f"<rss version='2.0'><channel><title>Papers</title>{items}</channel></rss>")
    assert [done.new for done in library.import_paths([feed])] == [3]
    library.relating.all()
    key = library.key_of(article_id("https://gazette.example/1"))
    assert key is not None
    story = library.article(key)
    assert story is not None
    found = [s for s in library.related(key, story) if s.link.origin == "thread"]
    assert {s.link.headline for s in found} == {
        "Kestrin & Herald of Velmouth",
        "Kestrin & Courier of Velmouth",
    }
    assert not any(sign in s.link.reason for s in found for sign in ("&", "amp", "<", "lt"))


@pytest.mark.hostile(case=21)
def test_the_same_guid_in_two_feeds_makes_no_thread_by_itself(library: Library) -> None:
    one, two = (article(n, t) for n, t in (("First", STRIKE["Herald"]), ("Second", "A song.")))
    library._archive.put([Entry(one, (one.url, "guid:1"))], "First")
    library._archive.put([Entry(two, (two.url, "guid:1"))], "Second")
    library.relating.all()
    assert groups(library, "First") == {}


def test_what_comes_of_an_event_that_is_followed_is_in_a_view(library: Library) -> None:
    put(library, *reports()[:1])
    assert "Following" not in {view.name for view in library.views()}
    assert library.threads.toggle_followed(key_of(library, "Gazette"))
    put(library, *reports()[1:])
    (view,) = [view for view in library.views() if view.name == "Following"]
    assert (view.total, view.unread) == (3, 3)
    assert len(library.keys(Query(Is("followed")))) == 3
    assert not library.threads.toggle_followed(key_of(library, "Herald"))
    assert "Following" not in {view.name for view in library.views()}


def test_an_event_that_is_muted_is_in_no_list_nor_is_what_comes_of_it(library: Library) -> None:
    put(library, *reports()[:2])
    before = library.counts().total
    assert library.threads.toggle_muted(key_of(library, "Gazette"))
    put(library, *reports()[2:])
    assert library.counts().total == before - 2
    assert len(library.keys(Query(Is("muted")))) == 3
    assert library.check() == []
    assert not library.threads.toggle_muted(key_of(library, "Courier"))
    assert library.counts().total == before + 1


def test_in_an_archive_that_is_not_related_yet_it_is_found_out_on_the_spot(
    library: Library,
) -> None:
    for each in (*reports(), *(article(f"Last {n}", t, hours=9) for n, t in enumerate(OTHERS))):
        library._archive.put([Entry(each, (each.url,))], each.publisher)
    assert library.relating.waiting() == len(OTHERS) + len(STRIKE)
    assert set(groups(library, "Herald")["similar"]) == {"Gazette", "Courier"}
    for story in belonging(library, "Herald"):
        assert story.link.reason.startswith("both: ")
