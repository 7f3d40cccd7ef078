"""Media RSS: a figure's caption and credit stay with their picture, and apart."""

from __future__ import annotations

from brief_tui.model.article import Enclosure, Figure, Image, Paragraph
from tests.formats.feed.feeds import article, rss

TEXT = (
    "<title>Ferry</title><link>https://quay.example/1</link>"
    "<content:encoded><![CDATA[<p>The ferry is back on the fjord after nine years away.</p>"
    "]]></content:encoded>"
)


def picture(name: str, inside: str = "", width: int = 800) -> str:
    return (
        f'<media:content url="https://quay.example/{name}" medium="image" width="{width}">'
        f"{inside}</media:content>"
    )


def figures(inside: str) -> list[Figure]:
    return [block for block in article(rss(TEXT + inside)).body if isinstance(block, Figure)]


def test_each_picture_has_its_own_caption_and_credit() -> None:
    found = figures(
        picture(
            "one.jpg",
            "<media:description>The Solveig at the quay</media:description>"
            '<media:credit role="photographer">Ida Holm</media:credit>'
            '<media:credit role="company">Reuters</media:credit>',
        )
        + picture(
            "two.jpg",
            "<media:description>The old ferry</media:description>"
            "<media:credit>Per Lund</media:credit>",
        )
    )
    assert [(one.caption, one.credit) for one in found] == [
        ("The Solveig at the quay", "Ida Holm / Reuters"),
        ("The old ferry", "Per Lund"),
    ]


def test_the_lead_picture_stands_above_the_text() -> None:
    body = article(rss(TEXT + picture("one.jpg"))).body
    assert isinstance(body[0], Figure)
    assert isinstance(body[1], Paragraph)


def test_what_the_group_and_the_entry_say_is_said_of_the_picture() -> None:
    group = (
        f"<media:group>{picture('one.jpg', width=140)}{picture('one-big.jpg', width=900)}"
        "<media:description>The Solveig</media:description></media:group>"
        "<media:credit>Ida Holm</media:credit>"
    )
    assert figures(group) == [
        Figure(Image("https://quay.example/one-big.jpg", 900), "The Solveig", "Ida Holm")
    ]


def test_a_credit_at_the_end_of_a_description_is_the_credit() -> None:
    said = "<media:description>The Solveig at the quay (Photo: Ida Holm/AP)</media:description>"
    (found,) = figures(picture("one.jpg", said))
    assert (found.caption, found.credit) == ("The Solveig at the quay", "Photo: Ida Holm/AP")


def test_sizes_of_one_picture_are_one_figure() -> None:
    sizes = "".join(
        f'<media:content url="https://img.example/media/0a1b2c3d4e/master/5000.jpg?width={width}"'
        f' medium="image" width="{width}"><media:credit>Ida Holm</media:credit></media:content>'
        for width in (140, 460, 700)
    )
    (found,) = figures(sizes)
    assert found.image is not None
    assert found.image.width == 700
    assert found.credit == "Ida Holm"


def test_a_picture_that_the_text_shows_is_shown_once_with_its_caption() -> None:
    shown = TEXT.replace(
        "<p>", '<p><img src="https://quay.example/ferry-2026-11-300x200.jpg"></p><p>'
    )
    media = picture("ferry-2026-11.jpg", "<media:description>The Solveig</media:description>")
    found = [block for block in article(rss(shown + media)).body if isinstance(block, Figure)]
    assert [(one.caption, one.image and one.image.src) for one in found] == [
        ("The Solveig", "https://quay.example/ferry-2026-11-300x200.jpg")
    ]


def test_a_thumbnail_is_a_picture_with_what_is_said_of_it() -> None:
    (found,) = figures(
        '<media:thumbnail url="https://quay.example/t.jpg" width="240" height="135"/>'
        "<media:description>The Solveig</media:description><media:credit>Ida Holm</media:credit>"
    )
    assert found == Figure(Image("https://quay.example/t.jpg", 240, 135), "The Solveig", "Ida Holm")


def test_an_enclosed_picture_is_a_figure_and_has_what_is_said() -> None:
    inside = (
        '<enclosure url="https://quay.example/e.jpg" type="image/jpeg" length="1"/>'
        "<media:description>The Solveig</media:description><media:credit>Ida Holm</media:credit>"
    )
    assert figures(inside) == [
        Figure(Image("https://quay.example/e.jpg"), "The Solveig", "Ida Holm")
    ]
    assert article(rss(TEXT + inside)).enclosures == ()


def test_a_video_is_an_enclosure_and_its_still_a_figure() -> None:
    video = (
        '<media:content url="https://quay.example/v.mp4" type="video/mp4" fileSize="900">'
        '<media:thumbnail url="https://quay.example/still.jpg"/>'
        "<media:description>The Solveig under way</media:description></media:content>"
    )
    found = article(rss(TEXT + video))
    assert found.enclosures == (Enclosure("https://quay.example/v.mp4", "video/mp4", 900),)
    assert found.body[0] == Figure(Image("https://quay.example/still.jpg"), "The Solveig under way")


def test_a_podcast_episode_has_its_sound_and_notes() -> None:
    found = article(
        rss(
            "<title>Episode 7</title><itunes:title>The tide</itunes:title>"
            "<itunes:author>Ida Holm</itunes:author><itunes:image href='https://quay.example/c.jpg'/>"
            "<itunes:summary>What the tide does, told at length by those who know.</itunes:summary>"
            '<description>The tide</description><enclosure url="https://quay.example/7.mp3"'
            ' type="audio/mpeg" length="7"/>'
        )
    )
    assert found.headline == "Episode 7"
    assert found.bylines == ("Ida Holm",)
    assert found.enclosures == (Enclosure("https://quay.example/7.mp3", "audio/mpeg", 7),)
    assert [b.text for b in found.body if isinstance(b, Paragraph)] == [
        "What the tide does, told at length by those who know."
    ]
