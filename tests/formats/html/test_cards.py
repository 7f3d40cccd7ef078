"""Headlines of other stories between and after the paragraphs of a page."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.html import tree
from brief_tui.formats.html.card_links import headline_of, link_of
from brief_tui.formats.html.lines import lay_out
from brief_tui.formats.html.story_links import may_be_story, site
from brief_tui.model.article import Image
from tests.formats.html.labelled import ADDRESS, label_of, line_of, page, texts

OTHER: Final = "Mayor opens the new bridge to the islands"
LINK: Final = "/news/mayor-opens-new-bridge-2211"
NEXT: Final = "School on the hill closes for a week"
NEXT_LINK: Final = "/news/school-on-the-hill-closes"

SHAPES: Final = {
    "a paragraph that is a link": f"<p><a href='{LINK}'>{OTHER}</a></p>",
    "a bold paragraph that is a link": f"<p><b><a href='{LINK}'>{OTHER}</a></b></p>",
    "an announcement before the link": f"<p>Read more: <a href='{LINK}'>{OTHER}</a></p>",
    "an announcement in another language": f"<p>Lesen Sie auch: <a href='{LINK}'>{OTHER}</a></p>",
    "a few words and a colon": f"<p><b>Background:</b> <a href='{LINK}'>{OTHER}</a></p>",
    "a linked heading": f"<h3><a href='{LINK}'>{OTHER}</a></h3>",
    "a heading in a link": f"<a href='{LINK}'><h3>{OTHER}</h3></a>",
    "a box with a name": f"<div class='related-stories'><a href='{LINK}'>{OTHER}</a></div>",
    "a box with a name of two words": (
        f"<div class='c-read-more'><a href='{LINK}'>{OTHER}</a></div>"
    ),
    "an aside with a heading": (
        f"<aside><h4>Related</h4><p><a href='{LINK}'>{OTHER}</a></p></aside>"
    ),
    "a card": (
        f"<div><a href='{LINK}'><img src='/b.jpg'></a><div>Traffic</div>"
        f"<div><a href='{LINK}'>{OTHER}</a></div><div>2 hours ago</div></div>"
    ),
    "a link around a card": (
        f"<a href='{LINK}'><div><img src='/b.jpg'></div><div><span>Traffic</span></div>"
        f"<h3>{OTHER}</h3><p>It has two lanes and a path for bicycles.</p></a>"
    ),
    "a card to print without": (
        f"<div class='no-print'><a href='{LINK}'><h2>{OTHER}</h2></a></div>"
    ),
    "a linked picture with a linked heading as its caption": (
        f"<figure><a href='{LINK}'><img src='/b.jpg'></a>"
        f"<figcaption><h4><a href='{LINK}'>{OTHER}</a></h4></figcaption></figure>"
    ),
    "a list": (
        f"<ul><li><a href='{LINK}'>{OTHER}</a></li><li><a href='{NEXT_LINK}'>{NEXT}</a></li></ul>"
    ),
}


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES.keys())
def test_a_headline_of_another_story_is_related_and_nothing_of_its_card_is_text(html: str) -> None:
    story = page(html)
    (line,) = (line for line in story.lines if OTHER in line.text)
    link = link_of(story, line)
    assert (line.label, link.headline) == ("related", OTHER)
    assert link.url == f"https://www.harbour.example{LINK}"
    assert len(texts(story, "body")) == 3


TEXT: Final = {
    "a sentence that is a link": f"<p><a href='{LINK}'>The mayor opened the bridge.</a></p>",
    "a link in a sentence": f"<p>The mayor <a href='{LINK}'>opened the new bridge</a> today.</p>",
    "a source elsewhere": "<p><a href='https://un.example/sea-2211'>A report on the sea</a></p>",
    "a link into the page": "<p><a href='#tickets-and-fares-2026'>On tickets and on fares</a></p>",
    "a section": "<p><a href='/news/'>News from the islands and the coast</a></p>",
}


@pytest.mark.parametrize("html", TEXT.values(), ids=TEXT.keys())
def test_a_link_that_is_no_headline_of_another_story_is_not_related(html: str) -> None:
    assert texts(page(html), "related") == []
    assert len(texts(page(html), "body")) == 4


def test_a_list_of_sources_elsewhere_stays_in_the_text() -> None:
    items = "".join(
        f"<li><a href='https://{name}.example/report-on-the-sea'>Report of {name} on the sea</a>"
        for name in ("alpha", "beta", "gamma")
    )
    story = page(f"<h3>Sources</h3><ul>{items}</ul>")
    assert texts(story, "related") == []
    assert texts(story, "subheading") == ["Sources"]


def test_linked_stories_elsewhere_are_related_where_the_page_announces_them() -> None:
    link = "https://www.coast.example/storm-warning-for-the-coast"
    story = page(f"<p>Read more:</p><ul><li><a href='{link}'>Storm warning for the coast</a></ul>")
    assert texts(story, "related") == ["Storm warning for the coast"]
    assert label_of(story, "Read more:") == "chrome"


def test_a_subheading_that_is_a_link_stays_one_among_subheadings() -> None:
    story = page(
        "<h2>What happened on Monday</h2><p>The pump stopped at six in the morning.</p>"
        f"<h2><a href='{LINK}'>What the new bridge is for</a></h2><p>It is for all who wait.</p>"
    )
    assert texts(story, "subheading") == ["What happened on Monday", "What the new bridge is for"]


def test_a_heading_over_links_alone_is_no_subheading() -> None:
    story = page(
        f"<h3>More of the day</h3><ul><li><a href='{LINK}'>{OTHER}</a></li>"
        f"<li><a href='{NEXT_LINK}'>{NEXT}</a></li></ul>"
    )
    assert texts(story, "subheading") == []
    assert texts(story, "related") == [OTHER, NEXT]


def test_a_subheading_over_text_stays_though_a_link_stands_between() -> None:
    story = page(f"<h3>The pump</h3><p><a href='{LINK}'>{OTHER}</a></p>")
    assert texts(story, "subheading") == ["The pump"]
    assert texts(story, "related") == [OTHER]


def test_the_headline_of_a_card_is_its_highest_heading() -> None:
    story = page(f"<div><a href='{LINK}'><h5>News of the harbour</h5><h4>{OTHER}</h4></a></div>")
    assert texts(story, "related") == [OTHER]


def test_two_cards_side_by_side_are_two_links_each_with_its_own_picture() -> None:
    cards = "".join(
        f"<a href='{link}'><div><img src='/{name}.jpg'></div><h3>{text}</h3></a>"
        for name, link, text in (("b", LINK, OTHER), ("s", NEXT_LINK, NEXT))
    )
    story = page(f"<div class='related'>{cards}</div>")
    links = [link_of(story, line_of(story, text)) for text in (OTHER, NEXT)]
    assert [link.figure and link.figure.image for link in links] == [
        Image("https://www.harbour.example/b.jpg"),
        Image("https://www.harbour.example/s.jpg"),
    ]


def test_the_credit_in_a_card_goes_with_its_picture() -> None:
    story = page(
        f"<div class='related'><a href='{LINK}'><figure><img src='/b.jpg'>"
        f"<figcaption>Photo: Bo Nilsen</figcaption></figure><h3>{OTHER}</h3></a></div>"
    )
    figure = link_of(story, line_of(story, OTHER)).figure
    assert figure is not None
    assert (figure.caption, figure.credit) == ("", "Photo: Bo Nilsen")


NO_HEADLINES: Final = {
    "a topic": "<a href='/topics/ferries-and-harbours'>Ferries and harbours of the north</a>",
    "an author": "<a href='/authors/ann-lee-2211'>Ann Lee of the harbour</a>",
    "a way on": "<a href='/all-news-of-the-day'>All news of the day »</a>",
    "a button": "<a href='/news/read-more-on-this'>Read more</a>",
    "a newsletter": "<a href='/our-news-by-mail'>Get our newsletter in your inbox</a>",
    "a file": "<a href='/files/map-of-the-harbour.pdf'>Map of the harbour</a>",
}


@pytest.mark.parametrize("html", NO_HEADLINES.values(), ids=NO_HEADLINES.keys())
def test_in_a_box_of_related_stories_only_headlines_are_related(html: str) -> None:
    box = f"<div class='related'><p><a href='{LINK}'>{OTHER}</a></p><p>{html}</p></div>"
    story = page(box)
    assert texts(story, "related") == [OTHER]
    assert len(texts(story, "body")) == 3


def test_a_box_of_related_stories_in_a_box_of_buttons_is_still_read() -> None:
    box = f"<div class='share'><div class='related'><a href='{LINK}'>{OTHER}</a></div></div>"
    assert texts(page(box), "related") == [OTHER]


def test_stories_that_an_advertiser_pays_for_are_not_related() -> None:
    box = f"<div class='outbrain'><h3><a href='{LINK}'>{OTHER}</a></h3></div>"
    assert texts(page(box), "related") == []


# After the story


def items(count: int) -> str:
    return "".join(
        f"<li><a href='/news/story-of-day-{n}'>What happened on day {n} of the year</a></li>"
        for n in range(count)
    )


def tail_texts(outside: str) -> list[str]:
    story = page(outside=outside)
    return [line.text for line in story.tail]


def test_headlines_below_the_story_follow_it_where_they_are_named_or_headed() -> None:
    for box in (
        f"<div class='related'><ul>{items(3)}</ul></div>",
        f"<section><h2>More on this story</h2><ul>{items(3)}</ul></section>",
    ):
        assert "What happened on day 2 of the year" in tail_texts(box)


def test_a_long_list_of_links_without_a_heading_does_not_follow_the_story() -> None:
    assert tail_texts(f"<div><ul>{items(40)}</ul></div>") == []


def test_what_follows_the_last_related_story_is_not_looked_at() -> None:
    box = f"<section><h2>Related</h2><ul>{items(2)}</ul></section><p>All rights are ours.</p>"
    assert tail_texts(box)[-1] == "What happened on day 1 of the year"


# Headlines and addresses

LINES: Final = {
    "Read also: <a href='/x'>Storm warning for the coast</a>": "Storm warning for the coast",
    "<a href='/x'>MORE: Storm warning for the coast</a>": "Storm warning for the coast",
    "08/01/2026 <a href='/x'>Storm warning for the coast</a>": "Storm warning for the coast",
    "<a href='/x'><span>Video</span>Storm warning for the coast</a>": "Storm warning for the coast",
    "<a href='/x'><span>Weather</span>Storm warning for the coast</a>": (
        "Weather: Storm warning for the coast"
    ),
    "<a href='/x'><b class='kicker'>Weather</b> Storm warning for the coast</a>": (
        "Weather: Storm warning for the coast"
    ),
    "<a href='/x'><span>Storm?</span>What the coast is told</a>": "Storm? What the coast is told",
    "<a href='/x'><em>Titanic</em> is back in the harbour</a>": "Titanic is back in the harbour",
}


@pytest.mark.parametrize(("html", "headline"), LINES.items())
def test_a_headline_is_given_without_what_announces_it(html: str, headline: str) -> None:
    (line,) = lay_out(tree.parse(f"<h3>{html}</h3>")).lines
    assert headline_of(line) == headline


@pytest.mark.parametrize(
    ("url", "is_story"),
    [
        ("https://a.example/news/storm-hits-coast", True),
        ("https://a.example/2026/04/storm", True),
        ("https://a.example/articles/c05d8j9r5ejo", True),
        ("https://a.example/?p=172522", True),
        ("https://a.example/", False),
        ("https://a.example/sport/football", False),
        ("https://a.example/tag/storm-hits-coast", False),
        ("https://a.example/2026/04/storm.jpg", False),
        ("mailto:desk@a.example", False),
    ],
)
def test_a_story_has_an_address_of_its_own_kind(url: str, is_story: bool) -> None:
    assert may_be_story(url) == is_story


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.harbour.example/x", "harbour"),
        ("https://amp.harbour.co.uk:8080/x", "harbour"),
        ("https://user@harbour.com/x", "harbour"),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_a_site_is_known_by_its_name_alone(url: str, name: str) -> None:
    assert site(url) == name


@given(st.lists(st.sampled_from(sorted(SHAPES.values()) + sorted(TEXT.values())), max_size=6))
def test_however_cards_are_mixed_no_paragraph_of_the_story_is_lost(boxes: list[str]) -> None:
    story = page("".join(boxes))
    kept = texts(story, "body")
    for said in ("The ferry to the islands", "The harbour office", "Passengers who missed"):
        assert any(text.startswith(said) for text in kept)
    assert not any(text == OTHER for text in kept)
    assert story.address == ADDRESS
