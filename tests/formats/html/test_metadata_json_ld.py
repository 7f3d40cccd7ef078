"""JSON-LD as it is found: broken, nested, and not always about the page it stands in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.html.tree import parse
from brief_tui.formats.web_page.json_ld import read_graph, text, texts
from brief_tui.formats.web_page.metadata import Metadata, read

ADDRESS = "https://news.example/energy/a-cable-is-laid"
TITLE = '<meta property="og:title" content="A cable is laid across the sound">'


def page(*scripts: str, head: str = TITLE) -> Metadata:
    tags = "".join(f'<script type="application/ld+json">{text}</script>' for text in scripts)
    return read(parse(f"<head>{head}{tags}</head><body></body>"), ADDRESS)


def article(name: str, **fields: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "author": name, **fields}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": "Ann Lee",}',
        '{"@type": "NewsArticle", "description": "two\nlines", "author": "Ann Lee"}',
        '<!-- {"@type": "NewsArticle", "author": "Ann Lee"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": "Ann Lee"}\n//]]>',
        '{"@type": "NewsArticle", "description": "it\\\'s", "author": "Ann Lee"};',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;author&quot;: &quot;Ann Lee&quot;}",
        '{"@type": "WebSite"} {"@type": "NewsArticle", "author": "Ann Lee"}',
        '\ufeff[{"@type": ["Thing", "schema:NewsArticle"], "author": "Ann Lee"}]',
        '{"@type": "https://schema.org/NewsArticle", "author": "Ann Lee", "x": NaN}',
    ],
)
def test_slips_of_those_who_write_json_are_repaired(script: str) -> None:
    assert page(script).bylines == ("Ann Lee",)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "not json",
        "[" * 100_000,
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        '{"@type": "NewsArticle", "author": ' + "9" * 5_000 + "}",
        '{"@type": {"a": 1}, "@id": [[]], "author": null}',
        '{"@type": "NewsArticle", "datePublished": "9999-12-31T23:59:59-23:59"}',
        '{"@type": "NewsArticle", "@id": {"@id": {"@id": "x"}}, "author": {"@id": 3}}',
    ],
)
def test_what_cannot_be_read_is_not_there(script: str) -> None:
    found = page(script)
    assert found.bylines == ()
    assert found.published is None
    assert found.headlines == ("A cable is laid across the sound",)


def test_the_article_that_is_this_page_wins_over_those_it_links_to() -> None:
    other = article("Cy Young", headline="Ships collide", url="https://news.example/ships")
    own = article(
        "Ann Lee", headline="Cable laid", mainEntityOfPage={"@type": "WebPage", "@id": ADDRESS}
    )
    assert page(json.dumps([other, own])).bylines == ("Ann Lee",)


def test_without_addresses_the_headline_that_is_like_the_title_decides() -> None:
    other = article("Cy Young", headline="Ships collide off the coast")
    own = article("Ann Lee", headline="Cable is laid across the sound")
    assert page(json.dumps(other), json.dumps(own)).bylines == ("Ann Lee",)


def test_entries_of_a_live_blog_do_not_win_over_it() -> None:
    entry = {"@type": "BlogPosting", "headline": "08:15", "author": "Cy Young"}
    blog = {
        "@type": "LiveBlogPosting",
        "headline": "A cable is laid across the sound",
        "liveBlogUpdate": [entry, entry],
        "author": "Ann Lee",
    }
    assert page(json.dumps(blog)).bylines == ("Ann Lee",)


def test_stories_in_a_list_are_not_this_page() -> None:
    stories = [article("Cy Young", headline=f"Story {n}", url=f"/story/{n}") for n in range(3)]
    script = json.dumps({"@type": "ItemList", "itemListElement": stories})
    assert page(script).bylines == ()


def test_what_is_said_of_the_page_comes_last() -> None:
    graph = [
        {"@type": "WebPage", "url": ADDRESS, "author": "Web Editor", "datePublished": "2021-01-30"},
        article("Ann Lee", headline="A cable is laid across the sound"),
    ]
    found = page(json.dumps({"@graph": graph}))
    assert found.bylines == ("Ann Lee",)
    assert dict(found.sources)["published"] == "JSON-LD datePublished of the page"


def test_a_mobile_address_is_the_same_page() -> None:
    own = article("Ann Lee", headline="x", url="http://m.news.example/energy/a-cable-is-laid/amp/")
    other = article("Cy Young", headline="y", url="https://news.example/energy/a-cable-is-cut")
    assert page(json.dumps([other, own])).bylines == ("Ann Lee",)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "@type @id @graph headline author name url image publisher keywords datePublished "
                "mainEntityOfPage articleSection inLanguage width".split()
            ),
            inner | st.sampled_from(["NewsArticle", "WebPage", "#a", ADDRESS, "2021-01-29"]),
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(_JSON)
def test_any_json_is_read_without_an_error(value: object) -> None:
    script = json.dumps(value).replace("</", "<\\/")
    found = page(script)
    assert found.headlines


@given(st.text(max_size=300))
def test_any_script_is_read_without_an_error(script: str) -> None:
    graph = read_graph([script, "{" + script + "}"])
    assert all(isinstance(thing.data, dict) for thing in graph.things)


@given(_JSON)
def test_a_field_of_any_kind_has_texts_without_breaks(value: object) -> None:
    assert all("\n" not in line and line for line in texts(value))
    assert text(value) == next(iter(texts(value)), "")
