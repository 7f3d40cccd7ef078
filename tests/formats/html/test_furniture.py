"""What belongs to a page and not to its story."""

from __future__ import annotations

from typing import Final

import pytest

from tests.formats.html.labelled import FIRST, HEADLINE, SECOND, THIRD, page, story, texts

BOXES: Final = {
    "a newsletter": "<div class='c-newsletter-box'><p>The harbour in your mail each day.</p></div>",
    "a form": "<form><p>Write to the harbour office about this story today.</p></form>",
    "a share bar": "<div class='share-bar'><span>Tell a friend</span></div>",
    "comments": "<section id='comments'><p>I was on that ferry and it was cold.</p></section>",
    "consent": "<div class='cookie-note'><p>This player sets cookies on your computer.</p></div>",
    "an advertisement": "<div class='adSlot ad-slot'><span>Advertisement</span></div>",
    "tags": "<ul class='tags'><li><a href='/t/ferry'>Ferry</a></li></ul>",
    "a breadcrumb": "<nav class='breadcrumb'><a href='/'>Home</a><a href='/news'>News</a></nav>",
    "a poll": "<div class='poll'><p>Should the ferry be free for all?</p><p>Yes</p></div>",
    "a player": "<div class='audioplayer'><span>Hear this story</span></div>",
    "a layer": "<div class='tooltip'><span>Opens in a new window</span></div>",
    "an appeal": "<p>Subscribe to our newsletter <a href='/mail'>here</a> for your daily news.</p>",
    "a button": "<button>Show the whole story</button>",
    "an author": "<div class='author-bio'><p>Ann Lee writes about ships and harbours.</p></div>",
    "an author by heading": (
        "<div><h4>About the author</h4><p>Ann Lee writes about ships and harbours.</p></div>"
    ),
}


@pytest.mark.parametrize("html", BOXES.values(), ids=BOXES.keys())
def test_furniture_between_the_paragraphs_is_dropped(html: str) -> None:
    labelled = page(html)
    assert len(texts(labelled, "body")) == 3
    assert texts(labelled, "subheading") == []
    assert texts(labelled, "related") == []


KEPT: Final = {
    "behind a paywall": f"<div class='paywall'>{SECOND}</div>",
    "made to be printed": f"<div class='print-area'>{SECOND}</div>",
    "in a layer": f"<div class='overlay-text'>{SECOND}</div>",
}


@pytest.mark.parametrize("html", KEPT.values(), ids=KEPT.keys())
def test_text_in_a_part_that_is_named_for_how_it_is_shown_is_kept(html: str) -> None:
    labelled = story(f"<main><h1>{HEADLINE}</h1><div>{FIRST}{html}{THIRD}</div></main>")
    assert len(texts(labelled, "body")) == 3


def test_a_name_given_to_most_of_the_story_says_nothing_about_it() -> None:
    labelled = story(
        f"<main><h1>{HEADLINE}</h1><div class='subscribe'>{FIRST}{SECOND}{THIRD}</div></main>"
    )
    assert len(texts(labelled, "body")) == 3


def test_a_person_who_speaks_of_newsletters_is_quoted() -> None:
    said = (
        "<p>Lee said: you subscribe to a newsletter, you read it twice, and then our inbox is "
        "full of letters that nobody on the island has ever asked for.</p>"
    )
    assert len(texts(page(said), "body")) == 4


def test_what_is_told_about_the_author_after_the_text_is_dropped() -> None:
    told = "<p>Ann Lee is a reporter in the harbour.</p>"
    labelled = story(
        f"<main><h1>{HEADLINE}</h1><div>{FIRST}{SECOND}{THIRD}{told}</div></main>", ("Ann Lee",)
    )
    assert len(texts(labelled, "body")) == 3


def test_who_holds_the_rights_in_the_text_is_dropped() -> None:
    labelled = page(after="<p>© Harbour Press 2026, all rights are theirs.</p>")
    assert len(texts(labelled, "body")) == 3
    assert texts(labelled, "credit") == []
