"""Where in a story the words were found."""

from __future__ import annotations

import pytest

from brief_tui.archive.store import Archive
from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.model.listing import Snippet
from tests.archive.stories import entries, picture, query, story

FILLER = "Nothing of note is said here. " * 30


def snippet(archive: Archive, article: Article, text: str) -> Snippet | None:
    archive.put(entries(article), "feed")
    asked = query(text)
    (row,) = archive.rows(archive.keys(asked), asked)
    return row.snippet


def matched(found: Snippet | None) -> list[str]:
    assert found is not None
    return [found.text[start:end] for start, end in found.matches]


def test_a_snippet_stands_around_what_was_found(archive: Archive) -> None:
    article = story("a", body=f"{FILLER}An otter Swam by the mill. {FILLER}")
    found = snippet(archive, article, "OTTER swam")
    assert found is not None
    assert matched(found) == ["otter", "Swam"]
    assert "An otter Swam by" in found.text
    assert 15 <= len(found.text.split()) <= 30
    assert found.text.startswith("…")
    assert found.text.endswith("…")


def test_a_phrase_and_a_beginning_are_marked_as_far_as_they_go(archive: Archive) -> None:
    article = story("a", body="The old water mill and the watermen.")
    assert matched(snippet(archive, article, '"old water" watermen')) == ["old water", "watermen"]
    found = snippet(archive, article, "wate*")
    assert matched(found) == ["water", "watermen"]


def test_a_snippet_is_one_line_of_the_text_as_it_is_shown(archive: Archive) -> None:
    article = story("a", body=(Paragraph((Run("One\nline"),)), Paragraph((Run("two 标准委员会"),))))
    found = snippet(archive, article, "委员")
    assert found == Snippet("One line two 标准委员会", ((15, 17),), "body")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("otter", Snippet("The otter of the body.", ((4, 9),), "body")),
        ("dekword", Snippet("A dekword otter.", ((2, 9),), "dek")),
        ("seen", Snippet("An otter, seen twice", ((10, 14),), "caption")),
        ("agency", Snippet("Agency / Otter", ((0, 6),), "credit")),
        ("writer", Snippet("A Writer", ((2, 8),), "by")),
        ("caption:otter", Snippet("An otter, seen twice", ((3, 8),), "caption")),
        ("headword", Snippet("The otter of the body.", (), "body")),
        ("headword -absent", Snippet("The otter of the body.", (), "body")),
    ],
)
def test_a_snippet_names_the_field_it_is_from(
    archive: Archive, text: str, expected: Snippet
) -> None:
    article = story(
        "a",
        "Headword",
        dek="A dekword otter.",
        bylines=("Someone Else", "A Writer"),
        body=(
            Paragraph((Run("The otter of the body."),)),
            picture("The first picture", "First / Press"),
            picture("An otter, seen twice", "Agency / Otter"),
        ),
    )
    assert snippet(archive, article, text) == expected


def test_captions_and_credits_never_stand_in_a_snippet_of_the_body(archive: Archive) -> None:
    article = story(
        "a",
        body=(
            Paragraph((Run("Before the picture."),)),
            picture("CAPTIONTEXT otter", "CREDITTEXT"),
            Paragraph((Run("After it, an otter."),)),
        ),
    )
    found = snippet(archive, article, "otter")
    assert found == Snippet("Before the picture. After it, an otter.", ((33, 38),), "body")


def test_without_words_or_without_a_hit_in_the_text_there_is_no_snippet(archive: Archive) -> None:
    assert snippet(archive, story("a", body="Some text."), "is:unread") is None
    assert snippet(archive, story("a", body="Some text."), "-absent") is None
    assert snippet(archive, story("a", body="Some text."), "absent OR is:unread") is None
    assert snippet(archive, story("a", "Headline alone"), "headline") is None


def test_characters_that_mark_matches_within_are_no_marks_in_a_text(archive: Archive) -> None:
    article = story("a", body="A \ue001trap\ue000 for \ue000otters\ue001.")
    assert snippet(archive, article, "for") == Snippet("A trap for otters.", ((7, 10),), "body")
