"""Which label each line of a flattened page gets, and by which rule."""

from __future__ import annotations

import pytest

from brief_tui.formats.base import Document
from brief_tui.formats.wire_text import WIRE_TEXT
from brief_tui.formats.wire_text.features import sides
from brief_tui.formats.wire_text.lines import read_lines
from brief_tui.formats.wire_text.page import Page
from tests.formats.wire_pages import PAGES, LabelledPage, read_page


def labels_of(text: str) -> list[str]:
    return [line.label for line in WIRE_TEXT.parse(Document(text.encode())).lines]


def rule_of(text: str, part: str) -> str:
    lines = WIRE_TEXT.parse(Document(text.encode())).lines
    return next(line.rule for line in lines if part in line.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_line_of_a_page_gets_its_label(page: LabelledPage) -> None:
    parsed = WIRE_TEXT.parse(Document(page.data))
    assert [(line.line, line.label) for line in parsed.lines] == list(page.labels)


def test_labels_carry_the_line_as_it_is_shown() -> None:
    page = read_page("cards_in_the_text")
    parsed = WIRE_TEXT.parse(Document(page.data))
    shown = [" ".join(line.split()) for line in page.text.splitlines() if line.strip()]
    assert [line.text for line in parsed.lines] == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_reasons_for_a_label_are_true_of_the_line(page: LabelledPage) -> None:
    lines = read_lines(page.text)
    for line, seen in zip(
        WIRE_TEXT.parse(Document(page.data)).lines, sides(Page(lines)), strict=True
    ):
        label, _, reasons = line.rule.partition(": ")
        assert label == line.label
        assert set(reasons.split(" · ")) <= {name for side in seen for name in side.phrases()}


def test_a_caption_is_told_by_the_credit_below_it() -> None:
    assert "over credit" in rule_of(read_page("cards_in_the_text").text, "Energy Minister")


def test_a_headline_under_caption_and_credit_is_a_link_and_one_on_its_own_is_not() -> None:
    text = read_page("cards_in_the_text").text
    assert rule_of(text, "Tove Lind Asks").startswith("related")
    assert rule_of(text, "Islands Promise").startswith("subheading")


def test_prose_about_newsletters_and_cookies_stays_in_the_body() -> None:
    text = (
        "Ministry wants to forbid cookies on newsletters\n\n"
        "The ministry wants to forbid cookies in every newsletter sent by a public office.\n\n"
        "An office that wants to subscribe citizens to a newsletter would have to ask first.\n"
    )
    assert labels_of(text) == ["headline", "body", "body"]


def test_short_last_sentences_belong_to_the_story() -> None:
    text = read_page("german_links").text.replace(
        "verbreitern.\n", "verbreitern.\n\nSicher ist das nicht.\n"
    )
    assert rule_of(text, "Sicher ist das nicht.").startswith("body")


def test_the_same_lines_without_blank_ones_keep_headline_text_and_credits() -> None:
    page = read_page("cards_in_the_text")
    tight = "\n".join(line for line in page.text.splitlines() if line.strip())
    kept = {"headline", "body", "credit", "date"}
    expected = [label for _, label in page.labels]
    for label, found in zip(expected, labels_of(tight), strict=True):
        if label in kept:
            assert found == label


PARAGRAPH = "We met at the harbour and talked about the ships for more than an hour."


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["Just text", "Shopping", "Shopping List", "To remember:"])
def test_a_short_first_line_over_a_note_is_its_headline(title: str, gap: str) -> None:
    text = f"{title}{gap}{PARAGRAPH}\n"
    assert labels_of(text) == ["headline", "body"]
    assert rule_of(text, title) == "headline: the first line of a note"


@pytest.mark.parametrize(
    "text", ["Shopping list\nmilk\neggs\n", "Guests\n\nAnn van Lee\n\nBo Nilsen\n"]
)
def test_a_note_of_short_lines_has_the_first_as_headline_and_the_rest_as_text(text: str) -> None:
    assert labels_of(text) == ["headline", "body", "body"]


def test_a_date_over_or_under_the_title_of_a_note_is_its_date() -> None:
    assert labels_of(f"Harbour\n12 March 2024\n\n{PARAGRAPH}\n") == ["headline", "date", "body"]
    assert labels_of(f"12 March 2024\n\nHarbour\n\n{PARAGRAPH}\n") == ["date", "headline", "body"]
    assert labels_of("Harbour\n12 March 2024\n\nIt rained.\n") == ["headline", "date", "body"]


def test_a_letter_begins_with_its_salutation_and_has_no_headline() -> None:
    assert labels_of(f"Dear Ann,\n\n{PARAGRAPH}\n\nYours,\nBo\n") == ["body"] * 4


def test_no_line_of_a_note_is_taken_for_a_link_or_a_part_of_a_page() -> None:
    list_below = "To do:\nbuy rope\nask Bo about the price of the boat\n\nAnn Lee\n"
    assert labels_of(f"Harbour\n\n{PARAGRAPH}\n\n{list_below}") == ["headline", *["body"] * 5]


@pytest.mark.parametrize("sign", ["Share\n", "Read more\n", "© AP / Ann Lee\n"])
def test_a_short_line_on_a_page_is_no_headline(sign: str) -> None:
    assert labels_of(f"News\n\n{PARAGRAPH}\n\nIt rained.\n\n{sign}")[0] == "chrome"
