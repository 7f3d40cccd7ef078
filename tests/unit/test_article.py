"""The values of the model: clean, normal and in range by construction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given

from brief_tui.model.article import (
    Article,
    Code,
    Enclosure,
    Figure,
    Heading,
    Image,
    ListItem,
    Paragraph,
    RelatedLink,
    Run,
    Runs,
    Table,
    normal_runs,
    text_of,
)
from brief_tui.model.text import clean_text
from tests.support.strategies import articles, figures, runs


@given(runs)
def test_normal_runs_keep_the_text_but_for_the_space_at_its_ends(given_runs: Runs) -> None:
    # Cleaned again: a letter and its mark may meet only when two runs are joined.
    assert clean_text(text_of(normal_runs(given_runs))) == clean_text(text_of(given_runs).strip())


@given(runs)
def test_normal_runs_are_neither_empty_nor_alike_beside_each_other(given_runs: Runs) -> None:
    normal = normal_runs(given_runs)
    assert all(run.text for run in normal)
    assert all(
        replace(left, text="") != replace(right, text="") for left, right in pairwise(normal)
    )


@given(runs)
def test_normalising_runs_twice_changes_nothing(given_runs: Runs) -> None:
    assert normal_runs(normal_runs(given_runs)) == normal_runs(given_runs)


@given(runs)
def test_a_text_cut_into_other_pieces_is_the_same_text(given_runs: Runs) -> None:
    whole = normal_runs(given_runs)
    letters = [replace(run, text=letter) for run in whole for letter in run.text]
    assert normal_runs(letters) == whole


def test_style_without_text_is_nothing() -> None:
    assert Paragraph((Run(" ", strong=True), Run("word"), Run("", code=True), Run("\n"))).runs == (
        Run("word"),
    )


def test_the_space_between_two_styles_stays() -> None:
    assert Paragraph((Run("one ", strong=True), Run("two"))).text == "one two"


@given(articles())
def test_an_article_made_of_its_own_parts_is_equal_to_it(article: Article) -> None:
    assert replace(article) == article
    assert hash(replace(article)) == hash(article)


@given(figures)
def test_a_figure_with_nothing_in_it_is_no_figure(figure: Figure) -> None:
    assert bool(figure) == (figure != Figure())
    assert RelatedLink("x", figure=figure).figure == (figure if figure else None)


def test_numbers_that_cannot_be_are_brought_into_range() -> None:
    assert Heading((Run("x"),), level=1).level == 2
    assert Heading((Run("x"),), level=9).level == 6
    assert ListItem((Run("x"),), level=-1).level == 0
    assert Table((((Run("x"),),),), header_rows=5).header_rows == 1
    assert Image("x", 0, 10**20) == Image("x", None, None)
    assert Enclosure("x", length=-1).length is None


@pytest.mark.parametrize("offset", [-10, 0, 10])
def test_moments_are_kept_in_utc(offset: int) -> None:
    there = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=offset)))
    article = Article(id="x", headline="x", published=there, updated=datetime(2026, 11, 22))
    assert article.published == there
    assert article.published.tzinfo is UTC
    assert article.updated == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.hostile(case=23)
def test_the_ends_of_time_are_no_error() -> None:
    for moment, offset in ((datetime.max, -10), (datetime.min, 10)):
        there = moment.replace(tzinfo=timezone(timedelta(hours=offset)))
        assert Article(id="x", headline="x", published=there).published == moment.replace(
            tzinfo=UTC
        )


def test_names_that_repeat_or_are_empty_are_dropped() -> None:
    article = Article(id="x", headline="x", bylines=("A. Nowak", " ", "A.  Nowak"), tags=("", "a"))
    assert article.bylines == ("A. Nowak",)
    assert article.tags == ("a",)


def test_code_keeps_its_lines_and_indents() -> None:
    assert Code("if x:\n\ty()\n\n").text == "if x:\n    y()"
