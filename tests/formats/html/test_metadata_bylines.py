"""Who wrote the story: names out of metadata and out of what the page shows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.html.tree import parse
from brief_tui.formats.web_page.metadata import read
from brief_tui.formats.web_page.people import NAME_LIMIT, read_names


def persons(*values: str, publishers: tuple[str, ...] = ()) -> list[str]:
    return [name.text for name in read_names(values, publishers) if name.kind == "person"]


def bylines(head: str = "", body: str = "") -> tuple[str, ...]:
    html = f"<head>{head}</head><body>{body}</body>"
    return read(parse(html), "https://news.example/cable-laid-across-the-sound").bylines


def signed(author: object) -> str:
    article = {"@type": "NewsArticle", "headline": "A cable is laid", "author": author}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


HEADLINE = "<h1>A cable is laid across the sound</h1>"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("By Ann Lee", ["Ann Lee"]),
        ("BY ANN LEE", ["ANN LEE"]),
        ("Von Ann Lee, Oslo", ["Ann Lee"]),
        ("Por: Ana Ruiz", ["Ana Ruiz"]),
        ("Ann Lee and Bo Nilsen", ["Ann Lee", "Bo Nilsen"]),
        ("Ann Lee, Bo Nilsen & Cy Young", ["Ann Lee", "Bo Nilsen", "Cy Young"]),
        ("Ann Lee und Bo Nilsen", ["Ann Lee", "Bo Nilsen"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ann Lee / Bo Nilsen", ["Ann Lee", "Bo Nilsen"]),
        ("Ann Lee, Senior Reporter", ["Ann Lee"]),
        ("Ann Lee Redakteurin", ["Ann Lee"]),
        ("Reporter Ann Lee", ["Ann Lee"]),
        ("Ann Lee (dpa)", ["Ann Lee"]),
        ("Ann Lee, CNN", ["Ann Lee"]),
        ("Ann Lee Reuters", ["Ann Lee"]),
        ("Ann Lee for The Sound Post", ["Ann Lee"]),
        ("Ann Lee in New York", ["Ann Lee"]),
        ("Ann Lee | New Delhi | 29 January 2021", ["Ann Lee"]),
        ("Ann Lee ann.lee@news.example @annlee", ["Ann Lee"]),
        ("Ann Lee https://news.example/ann", ["Ann Lee"]),
        ("Lee, Ann", ["Ann Lee"]),
        ("Von Miller", ["Von Miller"]),
        ("Ludwig van der Berg", ["Ludwig van der Berg"]),
        ("J.J. d'Arcy-O’Regan", ["J.J. d'Arcy-O’Regan"]),
        ("Андрей Колесов", ["Андрей Колесов"]),
        ("记者 张三", ["张三"]),
        ("홍길동 기자", ["홍길동"]),
        ("https://www.facebook.com/ann.lee", []),
        ("@annlee", []),
        ("admin", []),
        ("Sound Post Staff", []),
        ("The Associated Press", []),
        ("Political Reporter", []),
        ("Read more about our newsroom", []),
        ("", []),
    ],
)
def test_persons_are_taken_out_of_what_stands_around_them(text: str, names: list[str]) -> None:
    assert persons(text) == names


def test_the_publisher_is_no_person() -> None:
    assert persons("Ann Lee Sound Post", "Sound Post", publishers=("Sound Post",)) == ["Ann Lee"]


def test_a_name_is_given_once() -> None:
    assert persons("Ann Lee", "ANN LEE", "By Ann Lee") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ann Lee and Bo Nilsen", ("Ann Lee", "Bo Nilsen")),
        ([{"@type": "Person", "name": "Ann Lee"}, "Bo Nilsen"], ("Ann Lee", "Bo Nilsen")),
        ({"@type": "Person", "name": "dpa  "}, ("dpa",)),
        ([{"name": "Ann Lee"}, {"@type": "Organization", "name": "Reuters"}], ("Ann Lee",)),
        ({"@type": "Organization", "name": "MND Staff"}, ("MND Staff",)),
        ({"@type": "Person"}, ()),
        (["", None, 7, {"name": ["Ann"]}], ()),
    ],
)
def test_authors_are_read_in_every_shape(author: object, names: tuple[str, ...]) -> None:
    assert bylines(signed(author)) == names


def test_an_author_may_be_a_reference_into_the_graph() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "A cable is laid", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert bylines(script) == ("Ann Lee",)


def test_a_visible_byline_with_more_names_completes_the_stated_one() -> None:
    shown = '<div class="byline">By <a rel="author">Ann Lee</a> <a rel="author">Bo Nilsen</a></div>'
    assert bylines(signed("Ann Lee"), HEADLINE + shown) == ("Ann Lee", "Bo Nilsen")


def test_a_visible_byline_overrules_a_stated_one_with_other_names() -> None:
    shown = '<p class="byline">By Ann Lee</p>'
    assert bylines('<meta name="author" content="Web Master">', HEADLINE + shown) == ("Ann Lee",)


def test_the_byline_is_read_without_its_date_and_outlet() -> None:
    shown = (
        '<div class="ArticleByline"><span>Ann Lee</span><span>The Sound Post</span>'
        "<time>Tue, 26 November 2024 9:27PM</time></div>"
    )
    site = '<meta property="og:site_name" content="The Sound Post">'
    assert bylines(site, HEADLINE + shown) == ("Ann Lee",)


@pytest.mark.parametrize(
    "other",
    [
        '<figure><img src="a.jpg"><span class="author">Cy Young</span></figure>',
        '<div class="teaser"><h3>Another story</h3><p class="author">Cy Young</p></div>',
        '<article><h2>Another</h2><a rel="author">Cy Young</a></article>',
        '<div class="comments"><span class="author">Cy Young</span></div>',
    ],
)
def test_those_who_sign_pictures_cards_and_comments_did_not_write_the_story(other: str) -> None:
    assert bylines(body=HEADLINE + other) == ()


def test_a_byline_in_the_foot_of_its_own_article_counts() -> None:
    body = (
        f"<article><header>{HEADLINE}</header><p>Text.</p>"
        '<footer><span class="byline">Ann Lee</span></footer></article>'
    )
    assert bylines(body=body) == ("Ann Lee",)


def test_a_line_that_nothing_names_is_a_byline_if_it_begins_as_one() -> None:
    assert bylines(body=f"{HEADLINE}<div>By Ann Lee</div><p>Text by nobody.</p>") == ("Ann Lee",)


def test_a_label_at_the_end_names_the_author() -> None:
    foot = "<ul><li><b>Date</b> 10.06.2013</li><li><b>Author</b> Ann Lee</li></ul>"
    assert bylines(body=f"{HEADLINE}<p>Text.</p>{foot}") == ("Ann Lee",)


@given(st.lists(st.text(max_size=400), max_size=8))
def test_any_text_gives_a_bounded_number_of_names(values: list[str]) -> None:
    names = read_names(values, ["Sound Post"])
    assert len(names) <= NAME_LIMIT
    assert all(name.text.strip() == name.text != "" for name in names)


def test_a_crowd_of_authors_is_cut_short() -> None:
    crowd = [{"name": f"Ann {chr(65 + n % 26)}{chr(97 + n % 25)}lee"} for n in range(100_000)]
    assert 0 < len(bylines(signed(crowd))) <= NAME_LIMIT
