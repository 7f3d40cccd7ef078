"""``brief show`` and ``brief related``."""

from __future__ import annotations

import pytest

from brief_tui.formats.base import Document
from brief_tui.library import parse
from tests.cli.conftest import HARBOUR, STRIKE, Brief
from tests.support.feed_server import FeedServer, Reply, feed


@pytest.fixture
def harbour(filled: Brief) -> str:
    """The id of the story about the harbour."""
    story_id: str = filled("list", "headline:harbour", "--json").json[0]["id"]
    return story_id


def test_show_prints_markdown_that_reads_as_the_same_article(filled: Brief, harbour: str) -> None:
    done = filled("show", harbour)
    assert done.code == 0
    (article,) = parse(Document(done.out.encode()), "markdown").articles
    with filled.library() as library:
        assert article == library.article(library.key_of(harbour) or 0)


def test_the_beginning_of_an_id_is_enough(filled: Brief, harbour: str) -> None:
    assert filled("show", harbour[:8]).out == filled("show", harbour).out


def test_show_prints_the_content_model_as_json(filled: Brief, harbour: str) -> None:
    (tree,) = filled("show", harbour, "--json").json
    assert tree["id"] == harbour
    assert tree["body"][1]["caption"] == "A ship passes the mole."


def test_a_page_sets_caption_and_credit_apart_and_the_related_headlines_below(
    filled: Brief, harbour: str
) -> None:
    lines = [line.strip() for line in filled("show", harbour, "--format", "page").out.splitlines()]
    assert "The harbour reopens" in lines
    assert "┃ A ship passes the mole." in lines
    (credit,) = (line for line in lines if line.endswith("Photo: Ng / Coast Wire"))
    assert credit.startswith("┃   ")
    related = lines[lines.index("Related") :]
    assert related[1:3] == ["1 The strike ends", "https://example.org/strike"]
    assert all(len(line) <= 80 for line in lines)


def test_a_page_says_what_files_come_with_the_story(brief: Brief) -> None:
    text = HARBOUR.replace(
        "---\n\nThe first",
        "enclosures:\n- url: https://cdn.example/harbour.mp3\n  type: audio/mpeg\n"
        "  length: 105000000\n- https://example.org/timetable\n---\n\nThe first",
    )
    assert brief("import", brief.file("harbour.md", text)).code == 0
    ident = brief("list", "--json").json[0]["id"]
    page = [line.strip() for line in brief("show", ident, "--format", "page").out.splitlines()]
    sound = page.index("Sound · 105 MB · cdn.example")
    assert page[sound + 1] == "File · example.org"
    assert "  length: 105000000" in brief("show", ident).out.splitlines()


def test_an_id_that_no_story_has_ends_with_1(filled: Brief) -> None:
    for command in ("show", "related"):
        done = filled(command, "zzzzzzzzzzzz")
        assert done.code == 1
        assert "'zzzzzzzzzzzz'" in done.err


def test_related_says_which_stories_the_archive_has(filled: Brief, harbour: str) -> None:
    done = filled("related", harbour)
    assert done.code == 0
    first, first_place, second, second_place = done.out.splitlines()
    assert first == " 1  The strike ends"
    assert "in this story · archive " in first_place
    assert second == " 2  A map of the port"
    assert second_place.endswith("https://example.org/map")


def test_related_sets_a_cards_caption_and_credit_below_its_headline(filled: Brief) -> None:
    figure = (
        ":::{figure} map.png\nThe port in 1900\n\nPhoto: Port archive\n:::\n\n[A map of the port]"
    )
    story = HARBOUR.replace("[A map of the port]", figure).replace("/harbour", "/harbour-2")
    assert filled("import", filled.file("cards.md", story)).code == 0
    story_id = filled("list", "url:harbour-2", "--json").json[0]["id"]
    lines = filled("related", story_id).out.splitlines()
    at = lines.index(" 2  A map of the port")
    assert lines[at + 1 : at + 3] == ["    The port in 1900", "    Photo: Port archive"]
    assert lines[at + 3].startswith("    in this story")


def test_related_json_has_every_field_of_the_contract(filled: Brief, harbour: str) -> None:
    strike, port_map = filled("related", harbour, "--json").json
    assert strike["id"] == filled("list", "headline:strike", "--json").json[0]["id"]
    assert port_map == {
        "headline": "A map of the port",
        "url": "https://example.org/map",
        "caption": "",
        "credit": "",
        "anchor": 2,
        "origin": "page",
        "reason": "",
        "score": None,
        "id": None,
    }


def test_a_story_with_nothing_related_ends_with_1(filled: Brief) -> None:
    text = "# Nobody knows of this\n\nQuite another matter.\n"
    assert filled("import", filled.file("alone.md", text)).code == 0
    alone = filled("list", "headline:nobody", "--json").json[0]["id"]
    done = filled("related", alone)
    assert done.code == 1
    assert "nothing belongs with" in done.err


def test_what_points_to_a_story_is_told(filled: Brief) -> None:
    strike = filled("list", "headline:strike", "--json").json[0]["id"]
    (pointing,) = filled("related", strike, "--json").json
    assert (pointing["origin"], pointing["headline"]) == ("pointing", "The harbour reopens")


TEASER = (
    '<rss version="2.0"><channel><title>Coast Wire</title><item><title>Ships are back</title>'
    "<link>{url}</link><description>The first ship in a year came in …</description></item>"
    "</channel></rss>"
)
PARAGRAPHS = [
    f"<p>The ship that came in on the {day} was the first of its kind in a year, officials said,"
    f" and all of the {day} people in the harbour office went out to wave at her crew.</p>"
    for day in ("first", "second", "third", "fourth", "fifth")
]


@pytest.fixture
def teaser(brief: Brief, feed_server: FeedServer) -> str:
    """The id of a story of which a feed has but the beginning; its page is at /story."""
    brief.configure('[feeds]\nfetch = "feed"\n')
    feed_server.on("/feed", feed(TEASER.format(url=feed_server.url("/story")).encode()))
    assert brief("add", feed_server.url("/feed")).code == 0
    ((row),) = brief("list", "is:teaser", "--json").json
    assert row["whole"] is False
    story_id: str = row["id"]
    return story_id


def test_the_whole_page_takes_the_place_of_the_teaser(
    brief: Brief, teaser: str, feed_server: FeedServer
) -> None:
    text = "".join(PARAGRAPHS)
    html = f"<html><title>Ships are back</title><body><h1>Ships are back</h1>{text}</body></html>"
    feed_server.on("/story", Reply(200, html.encode(), [("Content-Type", "text/html")]))
    done = brief("fetch", teaser[:8])
    assert done.code == 0
    assert done.out.startswith("fetched  Ships are back  (")
    (row,) = brief("list", "--json").json
    assert (row["id"], row["whole"]) == (teaser, True)
    assert row["words"] > 100
    assert brief("show", teaser).out.count("officials said") == 5


def test_a_refresh_says_where_stories_are_whose_page_could_not_be_had(
    brief: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/feed", feed(TEASER.format(url=feed_server.url("/story")).encode()))
    assert brief("add", feed_server.url("/feed")).code == 0
    said = "1 page could not be had; `brief list is:teaser` shows it"
    assert said in brief("refresh").out
    assert "Ships are back" in brief("list", "is:teaser").out


def test_a_page_that_cannot_be_had_leaves_the_story_as_it_was(brief: Brief, teaser: str) -> None:
    done = brief("fetch", teaser, "--json")
    assert done.code == 1
    (tree,) = done.json
    assert {key: tree[key] for key in ("id", "headline", "whole")} == {
        "id": teaser,
        "headline": "Ships are back",
        "whole": False,
    }
    assert "404" in tree["problem"]
    assert done.err.startswith("brief: Ships are back: ")
    assert brief("fetch", "zzzzzzzz").code == 1


def test_a_story_without_a_publisher_is_told_by_its_source(brief: Brief) -> None:
    brief("import", brief.file("stories/strike.md", STRIKE.replace("publisher: Port Post\n", "")))
    line = brief("list").out
    assert "  stories  " in line
    page = brief("show", line.split()[0], "--format", "page").out
    assert any(part.startswith("stories") for part in page.split("\n  "))
    assert "publisher" not in brief("show", line.split()[0]).out
