"""A rule that is not asked would have said nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.formats.html import labelling, tree
from brief_tui.formats.html.blocks import PUBLISHED, WRITTEN, Fragment
from brief_tui.formats.html.captions import is_near_figure
from brief_tui.formats.html.lines import lay_out
from brief_tui.formats.html.needs import NEAR_FIGURES, NEED_OF, asked
from brief_tui.formats.html.running import Running
from brief_tui.formats.html.story import Rule, Story
from brief_tui.formats.web_page import WEB_PAGE, region
from tests.formats.html.labelled import ADDRESS, FIRST, HEADLINE, SECOND, THIRD
from tests.formats.html.trees import fragments

_TAGS: Final = (
    "div aside section figure figcaption p li ul blockquote pre nav form footer button h2 h4 cite "
    "small em table td caption"
).split()
_NAMES: Final = (
    "caption", "photo credit", "byline", "legend", "related", "read-more", "newsletter", "share",
    "menu", "widget", "author-bio", "gallery", "quote", "tweet", "avatar", "headline", "source",
)  # fmt: skip
_TEXTS: Final = (
    "Photo: Ann Lee", "Ann Lee/AP", "© Harbour Press 2024", "Ann Lee", "1/5", "Foto:", "* * *",
    "Read more", "Related", "About the author", "View 6 photos", "Share", "Comments",
    "Ann Lee is a reporter in the harbour.", "The ferry at the quay. Photo: Ann Lee",
    "Sign up for our newsletter and get the news in your inbox.", "The ferry at the quay.", "",
    '<img src="/a.jpg">', '<img src="/a.jpg" width="20">', '<iframe src="https://v.example/1">',
    '<a href="/news/2024/03/14/harbour-1234">The harbour has a new quay at last</a>',
    '<a href="/news/2024/03/15/ferry-1235"><img src="/b.jpg">A ferry that runs on time</a>',
    'Read more: <a href="/news/2024/03/16/pump-1236">The pump that failed</a>',
    '<a href="https://other.example/n/1">elsewhere</a>', "<i>The quay in the rain</i>", "<hr>",
    FIRST, SECOND, THIRD,
)  # fmt: skip

Labels: TypeAlias = list[tuple[str | None, str]]
Labelling: TypeAlias = Callable[[Story, tuple[Rule, ...]], None]


@st.composite
def boxes(draw: st.DrawFn, depth: int = 0) -> str:
    """Elements with the names and the words that rules go by, in each other."""
    tag = draw(st.sampled_from(_TAGS))
    name = draw(st.sampled_from(["", "", *(f' class="{name}"' for name in _NAMES)]))
    inner = st.sampled_from(_TEXTS)
    parts = draw(st.lists(inner | boxes(depth + 1) if depth < 3 else inner, max_size=3))
    return f"<{tag}{name}>{''.join(parts)}</{tag}>"


def ask_all(story: Story, rules: tuple[Rule, ...]) -> None:
    """Label each line by the first rule that holds, and ask them all."""
    for line in story.lines:
        if line.media is not None:
            continue
        for rule in rules:
            if found := rule(story, line):
                line.label, line.rule = found, rule.__name__
                break


def fragment(html: str) -> Story:
    root = tree.parse(html)
    body = root.first("body") or root
    page = lay_out(body)
    return Fragment(page, Running(page), body, body, ADDRESS)


def page(html: str) -> Story | None:
    laid_out = lay_out(tree.parse(html))
    running = Running(laid_out)
    found = region.find(laid_out, running, HEADLINE)
    if found is None:
        return None
    return Story(
        laid_out, running, found.frame, found.core, ADDRESS,
        headline=found.headline, bylines=("Ann Lee",),
    )  # fmt: skip


def labels(story: Story | None, rules: tuple[Rule, ...], label: Labelling) -> Labels:
    if story is None:
        return []
    label(story, rules)
    return [(line.label, line.rule) for line in story.lines]


@given(st.lists(boxes(), min_size=1, max_size=5) | fragments().map(lambda html: [html]))
def test_leaving_rules_out_never_changes_a_label(parts: list[str]) -> None:
    html = "".join(parts)
    for rules in (PUBLISHED, WRITTEN):
        left_out = labels(fragment(html), rules, labelling.label)
        assert left_out == labels(fragment(html), rules, ask_all)


@settings(max_examples=60)
@given(st.lists(boxes(), max_size=3), st.lists(boxes(), max_size=3), st.sampled_from(_NAMES))
def test_nor_does_it_on_a_page(between: list[str], after: list[str], name: str) -> None:
    html = (
        f"<body class='{name}'><main><h1>{HEADLINE}</h1>{FIRST}{''.join(between)}{SECOND}{THIRD}"
        f"</main>{''.join(after)}</body>"
    )
    left_out = labels(page(html), WEB_PAGE.rules, labelling.label)
    assert left_out == labels(page(html), WEB_PAGE.rules, ask_all)


CREDIT: Final = "<div class='caption'><p class='credit'>Ann Lee</p></div>"
PICTURE: Final = "<img src='/a.jpg'>"
ALONE: Final = {
    "gallery_control": "<p class='caption'>1</p>",
    "named_credit": CREDIT,
    "credit": "<p class='picture'>a</p><p class='photo credit'>Photo: Ann Lee</p>",
    "said_again": CREDIT + "<hr><p>Ann Lee</p>",
    "loose_credit": CREDIT + "<p>Photo: Bo Nilsen</p>",
    "loose_caption": PICTURE + FIRST.replace("</p>", " Photo: Ann Lee</p>"),
    "caption": f"<figure>{PICTURE}<figcaption>The ferry at the quay</figcaption></figure>",
    "named_box": "<p class='newsletter'>Each day at six</p>",
    "rest_of_box": "<p class='read more'>Each day at six</p>",
    "named_layer": "<p class='tooltip'>At six</p>",
    "biography": "<p class='meet author'>She writes about ships</p>",
    "control": "<form>Each day at six</form>",
    "post": "<blockquote class='tweet'>Each day at six</blockquote>",
    "quotation": "<blockquote>Each day at six</blockquote>",
    "attribution": "<blockquote>Each day at six <cite>Ann Lee</cite></blockquote>",
    "cell": "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
    "code": "<pre>a = b</pre>",
    "teaser": "Read more: <a href='/n/2024/1'>A ferry that runs on time</a>",
    "in_card": FIRST
    + f"<div>{PICTURE}<p><a href='/n/2024/1'>A ferry that runs on time</a></p></div>",
}
"""HTML in which one rule holds, with little that other rules need."""


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_whose_need_is_met_is_asked(rule: str) -> None:
    left_out = labels(fragment(ALONE[rule]), PUBLISHED, labelling.label)
    assert rule in [name for _, name in left_out]
    assert left_out == labels(fragment(ALONE[rule]), PUBLISHED, ask_all)


@pytest.mark.parametrize("name", ["caption", "newsletter", "author-bio", "related"])
def test_names_of_what_a_fragment_stands_in_count(name: str) -> None:
    html = f"<body class='{name}'>{FIRST}<p>Photo: Ann Lee</p><img src='/a.jpg'><p>Oh</p></body>"
    left_out = labels(fragment(html), PUBLISHED, labelling.label)
    assert left_out == labels(fragment(html), PUBLISHED, ask_all)


def test_of_plain_paragraphs_few_rules_are_asked() -> None:
    assert len(asked(fragment(FIRST + SECOND), PUBLISHED)) <= 8 < len(PUBLISHED)


def test_every_rule_that_needs_something_is_one_of_the_rules() -> None:
    assert NEED_OF.keys() <= {*WEB_PAGE.rules, *PUBLISHED}
    assert NEED_OF.keys() >= NEAR_FIGURES


def test_a_line_far_below_a_picture_is_not_near_it() -> None:
    story = fragment(f"<img src='/a.jpg'>{5 * FIRST}")
    near = [is_near_figure(story, line) for line in story.lines]
    assert near == [True, True, True, True, True, False]
