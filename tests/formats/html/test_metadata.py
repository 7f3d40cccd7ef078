"""What a page says about itself: headline, date, address, publisher and the smaller fields."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from brief_tui.formats.html.tree import parse
from brief_tui.formats.web_page.metadata import Metadata, choose_headline, read

ADDRESS = "https://news.example/2021/01/29/cable-laid?utm_source=feed"


def page(head: str = "", body: str = "", address: str = ADDRESS) -> Metadata:
    return read(parse(f"<html><head>{head}</head><body>{body}</body></html>"), address)


def script(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "A cable is laid across the sound",
    "description": "It took three ships and a calm week.",
    "datePublished": "2021-01-29T08:00:00+01:00",
    "dateModified": "2021-01-30T10:30:00+01:00",
    "author": {"@type": "Person", "name": "Ann Lee"},
    "publisher": {"@type": "Organization", "name": "The Sound Post"},
    "articleSection": ["Business", "Energy"],
    "inLanguage": "en-gb",
    "keywords": ["cable", "energy"],
    "image": {
        "@type": "ImageObject",
        "url": "/ship.jpg",
        "width": 1200,
        "height": "800",
        "caption": "The third ship.",
        "creditText": "Bo Nilsen/AP",
    },
}


def test_json_ld_fills_every_field() -> None:
    found = page(script(ARTICLE))
    assert found.headlines == ("A cable is laid across the sound",)
    assert found.dek == "It took three ships and a calm week."
    assert found.bylines == ("Ann Lee",)
    assert found.published == datetime(2021, 1, 29, 7, tzinfo=UTC)
    assert found.updated == datetime(2021, 1, 30, 9, 30, tzinfo=UTC)
    assert found.publisher == "The Sound Post"
    assert found.section == "Business"
    assert found.language == "en-GB"
    assert found.tags == ("cable", "energy")
    picture = found.images[0]
    assert picture.image is not None
    assert (picture.image.src, picture.image.width, picture.image.height) == (
        "https://news.example/ship.jpg",
        1200,
        800,
    )
    assert (picture.caption, picture.credit) == ("The third ship.", "Bo Nilsen/AP")
    assert dict(found.sources)["published"] == "JSON-LD datePublished"


def test_metas_fill_what_json_ld_leaves_open() -> None:
    found = page(
        '<meta property="og:title" content="A cable is laid">'
        '<meta property="og:site_name" content="The Sound Post">'
        '<meta property="article:published_time" content="2021-01-29T08:00:00Z">'
        '<meta property="article:section" content="Business">'
        '<meta name="keywords" content="cable, energy,  , cable">'
        '<meta name="description" content="Three ships.">'
        '<meta name="sailthru.author" content="Ann Lee">'
    )
    assert found.headline == "A cable is laid"
    assert found.publisher == "The Sound Post"
    assert found.published == datetime(2021, 1, 29, 8, tzinfo=UTC)
    assert (found.section, found.dek) == ("Business", "Three ships.")
    assert found.tags == ("cable", "energy")
    assert found.bylines == ("Ann Lee",)


def test_microdata_is_read_from_the_first_article_alone() -> None:
    found = page(
        body='<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<h1 itemprop="headline">A cable is laid</h1>'
        '<meta itemprop="datePublished" content="2021-01-29">'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<span itemprop="name">Ann Lee</span>, Oslo</span></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<span itemprop="author">Cy Other</span></div>'
    )
    assert found.headline == "A cable is laid"
    assert found.published == datetime(2021, 1, 29, tzinfo=UTC)
    assert found.bylines == ("Ann Lee",)


def test_an_empty_page_says_nothing() -> None:
    assert page(address="") == Metadata()


class TestHeadline:
    def test_the_sites_name_is_cut_off_a_title(self) -> None:
        found = page(
            "<title>A cable is laid across the sound | The Sound Post</title>"
            '<meta property="og:site_name" content="The Sound Post">'
        )
        assert found.headlines == ("A cable is laid across the sound",)

    def test_dashes_of_the_headline_itself_stay(self) -> None:
        found = page(
            "<title>Laid - at last - across the sound - Sound Post</title>"
            '<meta property="og:site_name" content="Sound Post">'
        )
        assert found.headlines[0] == "Laid - at last - across the sound"

    def test_the_visible_heading_is_preferred_to_the_logo(self) -> None:
        found = page(
            '<meta property="og:title" content="A cable is laid across the sound">',
            "<h1>The Sound Post</h1><h1>Cable is laid across the sound at last</h1>",
        )
        assert found.headline == "Cable is laid across the sound at last"

    def test_a_step_of_the_path_is_no_headline(self) -> None:
        found = page(
            '<meta property="og:title" content="A cable is laid across the sound">',
            '<ol class="breadcrumb"><li><h1>Energy: A cable is laid across sound</h1></li></ol>'
            "<h2>A cable is laid across the sound</h2>",
        )
        assert found.headline == "A cable is laid across the sound"

    def test_a_heading_that_differs_from_all_titles_stands_if_it_is_the_only_one(self) -> None:
        metadata = Metadata(headlines=("Norway power link opens",), publisher="The Sound Post")
        headings = ["The Sound Post", "Log in", "After ten years of quarrel the lights go on"]
        assert choose_headline(metadata, headings) == headings[2]

    def test_without_headings_the_best_title_stands(self) -> None:
        assert choose_headline(Metadata(headlines=("One", "Two")), []) == "One"

    def test_entities_are_read(self) -> None:
        found = page(script(ARTICLE | {"headline": "Ships &amp; cables: it&#8217;s done"}))
        assert found.headlines == ("Ships & cables: it’s done",)


class TestDates:
    @pytest.mark.parametrize(
        ("stated", "day"),
        [
            ("2021-01-29T00:00:00+02:00", "2021-01-29"),
            ("2021-01-29 08:00:00", "2021-01-29"),
            ("2021-01-29", "2021-01-29"),
            ("20210129T0800", "2021-01-29"),
            ("1611907200", "2021-01-29"),
            ("1611907200000", "2021-01-29"),
            ("Fri, 29 Jan 2021 08:00:00 GMT", "2021-01-29"),
            ("January 29, 2021", "2021-01-29"),
            ("29. Januar 2021, 8:00 Uhr", "2021-01-29"),
            ("1/29/2021 8:00 AM", "2021-01-29"),
        ],
    )
    def test_the_day_is_the_one_that_the_page_states(self, stated: str, day: str) -> None:
        found = page(f'<meta name="date" content="{stated}">', address="")
        assert found.published is not None
        assert found.published.date().isoformat() == day

    @pytest.mark.parametrize(
        ("stated", "moment"),
        [
            ("2021-01-29T12:00:00+02:00", datetime(2021, 1, 29, 10, tzinfo=UTC)),
            ("2021-01-29T23:30:00-05:00", datetime(2021, 1, 30, 4, 30, tzinfo=UTC)),
            ("2021-01-29T05:00:00+0900", datetime(2021, 1, 28, 20, tzinfo=UTC)),
        ],
    )
    def test_a_moment_with_its_zone_is_exact(self, stated: str, moment: datetime) -> None:
        assert page(f'<meta name="date" content="{stated}">').published == moment

    @pytest.mark.parametrize(
        "stated",
        ["", "soon", "31/31/2021", "0000-00-00T00:00:00", "1970-01-01T00:00:00Z", "9999-12-31"],
    )
    def test_what_is_no_day_of_a_story_is_none(self, stated: str) -> None:
        assert page(f'<meta name="date" content="{stated}">', address="").published is None

    def test_the_date_beside_the_headline_is_read_before_those_of_other_stories(self) -> None:
        found = page(
            body='<article><h1>A cable is laid across the sound</h1><p class="meta">'
            '<time datetime="2021-01-29T08:00Z">Friday</time></p><p>Text.</p></article>'
            '<div class="card"><time datetime="2021-02-03">Wednesday</time></div>',
            address="",
        )
        assert found.published == datetime(2021, 1, 29, 8, tzinfo=UTC)

    def test_a_plain_line_below_the_headline_will_do(self) -> None:
        found = page(
            body="<h1>A cable is laid across the sound</h1><p>29 January 2021</p><p>Text.</p>",
            address="",
        )
        assert found.published == datetime(2021, 1, 29, tzinfo=UTC)
        assert dict(found.sources)["published"] == "date on the page"

    def test_the_address_tells_the_day_when_nothing_else_does(self) -> None:
        assert page("<title>A cable</title>").published == datetime(2021, 1, 29, tzinfo=UTC)

    def test_an_update_is_kept_only_if_it_came_later(self) -> None:
        earlier = ARTICLE | {"dateModified": "2021-01-29T07:59:00+01:00"}
        assert page(script(earlier)).updated is None


class TestAddress:
    def test_the_canonical_link_is_resolved_and_cleared_of_tracking(self) -> None:
        found = page('<link rel="canonical" href="/cable?id=7&utm_medium=rss#top">')
        assert found.url == "https://news.example/cable?id=7"

    def test_a_canonical_link_to_the_front_page_is_not_believed(self) -> None:
        found = page('<link rel="canonical" href="https://news.example/">')
        assert found.url == "https://news.example/2021/01/29/cable-laid"

    def test_an_address_that_is_none_is_left_out(self) -> None:
        assert page('<link rel="canonical" href="javascript:alert(1)">', address="").url == ""


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ('<meta property="og:locale" content="de_AT">', "de-AT"),
        ('<meta http-equiv="content-language" content="fr">', "fr"),
        ('<meta property="og:locale" content="English">', ""),
    ],
)
def test_languages_are_written_as_tags(head: str, language: str) -> None:
    assert page(head).language == language


def test_tags_are_words_and_no_keys() -> None:
    found = page('<meta name="news_keywords" content="Energy,brand:x,no_ads,a=b,Öl,Energy">')
    assert found.tags == ("Energy", "Öl")
