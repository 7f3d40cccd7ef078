"""Cases 1, 2, 3 and 6, where outside text enters the model.

The size of each input is chosen so that anything slower than linear time would not end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given

from brief_tui.formats.base import Document
from brief_tui.model.article import (
    Article,
    Code,
    Embed,
    Enclosure,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Run,
    Table,
)
from brief_tui.model.text import HEADLINE_LIMIT, PILE_LIMIT, clean_line, clean_text, clean_url
from tests.support.strategies import SEQUENCES, articles
from tests.unit.test_text import is_harmless

MEGABYTE = 1_000_000


def strings(value: object) -> Iterator[str]:
    """Every string that a value of the model holds, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def article_full_of(text: str) -> Article:
    """An article with ``text`` in every place where text can stand."""
    runs = (Run(text, href=text),)
    figure = Figure(Image(text), text, text, text)
    return Article(
        id=text,
        headline=text,
        url=text,
        dek=text,
        bylines=(text,),
        dateline=text,
        publisher=text,
        section=text,
        language=text,
        tags=(text,),
        body=(
            Paragraph(runs),
            Heading(runs),
            Quote(runs, text),
            Listing((ListItem(runs),)),
            figure,
            Table(((runs,),), caption=text),
            Code(text, text),
            Embed(text, text),
        ),
        related=(RelatedLink(text, text, figure, reason=text),),
        enclosures=(Enclosure(text, text),),
    )


@pytest.mark.hostile(case=1)
@pytest.mark.parametrize("sequence", SEQUENCES)
def test_no_field_of_an_article_holds_a_terminal_sequence(sequence: str) -> None:
    story = article_full_of(f"be{sequence}fore")
    assert "be" in story.headline
    assert all(is_harmless(c, allowed="\n\t") for text in strings(story) for c in text)


@pytest.mark.hostile(case=1)
def test_what_the_sequence_carried_goes_with_it() -> None:
    assert "cm0gLXJm" not in "".join(strings(article_full_of("x\x1b]52;c;cm0gLXJm\x07y")))


@pytest.mark.hostile(case=2)
@given(articles())
def test_no_article_can_be_made_that_holds_a_control_character(story: Article) -> None:
    assert all(is_harmless(c, allowed="\n\t") for text in strings(story) for c in text)


@pytest.mark.hostile(case=2)
def test_every_control_character_is_removed_alone() -> None:
    controls = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\n\t"]
    for control in controls:
        assert clean_line(f"a{control}é") in {"aé", "a é"}


@pytest.mark.hostile(case=3)
def test_overrides_go_and_right_to_left_text_still_reads() -> None:
    assert clean_line("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert clean_line("\u2067הנמל נפתח\u2069 \u202bيعود الميناء\u202c") == "הנמל נפתח يعود الميناء"


@pytest.mark.hostile(case=3)
def test_the_joiners_and_marks_that_scripts_need_stay() -> None:
    for text in ("می‌خواهم", "क्‍ष", "👩‍👩‍👧‍👦", "שָׁלוֹם", "\u200fעברית\u200f"):
        assert len(clean_text(text)) == len(text)


@pytest.mark.hostile(case=6)
@pytest.mark.parametrize(
    "text",
    [
        "x" * MEGABYTE,
        "中" * MEGABYTE,
        " " * MEGABYTE + "x",
        "x\u0301\u0316" * (MEGABYTE // 3),
        "x" + "\u0316\u0301" * (MEGABYTE // 2),
        "\x1b]" * (MEGABYTE // 2),
        "\x9d" * MEGABYTE,
        "\x1b[" + "0" * MEGABYTE,
        "\u202e" * MEGABYTE,
    ],
    ids=["x", "wide", "space", "marks", "pile", "osc", "c1-osc", "csi", "override"],
)
def test_a_megabyte_of_anything_becomes_a_short_line(text: str) -> None:
    assert len(Article(id="x", headline=text).headline) <= HEADLINE_LIMIT
    assert len(Paragraph((Run(text),)).text) <= len(text)
    assert len(clean_url(text)) <= len(text)


@pytest.mark.hostile(case=6)
def test_ten_thousand_marks_on_a_letter_become_a_few() -> None:
    zalgo = "a" + "\u0316\u0301\u20dd\ua8e0" * 2_500 + "b"
    assert len(clean_text(zalgo)) <= PILE_LIMIT + 2
    assert clean_text(zalgo).endswith("b")


@pytest.mark.hostile(case=6)
def test_a_paragraph_of_fifty_thousand_pieces_becomes_one_text() -> None:
    (run,) = Paragraph((Run("é "),) * 50_000).runs
    assert run.text == ("é " * 50_000).rstrip()


@pytest.mark.hostile(case=6)
def test_a_document_of_a_thousand_stories_gives_each_its_id() -> None:
    document = Document("é".encode() * 30_000)
    assert len({document.identity(index=number) for number in range(1_000)}) == 1_000
