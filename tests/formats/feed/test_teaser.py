"""Whether an entry is the story, or only says what its page has more of."""

from __future__ import annotations

import pytest

from brief_tui.formats.feed import FeedItem, article_of, is_teaser
from brief_tui.formats.feed.item import FeedEnclosure
from brief_tui.formats.feed.teaser import cut_off, is_footer

LINE = "The ferry Solveig crossed the fjord again on Sunday, nine years after she was sold. "
LONG = LINE * 20


def told(summary: str = "", content: str = "", **fields: object) -> bool:
    known: dict[str, object] = {"title": "Ferry", "url": "https://quay.example/1"}
    item = FeedItem(summary=summary, content=content, **{**known, **fields})  # type: ignore[arg-type]
    return is_teaser(article_of(item, "", "https://quay.example/feed"), item)


@pytest.mark.parametrize(
    "ending",
    [
        "and then […]",
        "and then [...]",
        "and then [&#8230;]",
        "and then…",
        'and then… <a href="https://quay.example/1">Continue reading Ferry</a>',
        '<p><a href="https://quay.example/1">Read more</a></p>',
        "<p><a href='/1'>Weiterlesen →</a></p>",
        "… Lire la suite",
        "… Leer más",
        "… Ler mais",
        "… Leggi tutto »",
        "… Lees verder",
        "… Les mer",
        "… Läs mer",
        "… Læs mere",
        "… Lue lisää",
        "… Czytaj dalej",
        "… Читать далее",
        '[…]</p><p>The post <a href="/1">Ferry</a> appeared first on <a href="/">Quay</a>.</p>',
    ],
)
def test_a_text_that_says_it_was_cut_is_a_teaser(ending: str) -> None:
    assert told(f"<p>{LINE}{ending}")
    assert told(content=f"<p>{LINE}{ending}")


def test_a_short_description_is_a_teaser() -> None:
    assert told(LINE)
    assert told(f'<img src="https://quay.example/p.jpg"> {LINE}')
    assert told()
    assert told('<a href="https://talk.example/1">Comments</a>')


def test_a_description_that_stops_in_a_sentence_is_a_teaser() -> None:
    assert told(LINE * 3 + "She was built in the yard of")


@pytest.mark.parametrize(
    ("summary", "content"),
    [
        ("", f"<p>{LINE}</p>"),
        (f"<p>{LONG}</p><p>{LONG}</p><p>{LINE}</p>", ""),
        ("Out.", f"<p>{LONG}</p>"),
        (f'<p>{LINE}<a href="https://other.example/">Per Lund</a> has it.</p>', ""),
        (f"<blockquote>{LINE}</blockquote><p>Quite so.</p>", ""),
        ('<img src="https://quay.example/comic.png">', ""),
        ("", f"<p>{LONG}And so it goes…</p>"),
        ("", f"<p>{LINE}We read more books than most towns.</p>"),
    ],
    ids="short-content long content link-blog quotation comic dots prose".split(),
)
def test_what_is_whole(summary: str, content: str) -> None:
    assert not told(summary, content)


def test_what_has_no_page_or_is_a_recording_is_whole() -> None:
    assert not told(LINE, url="")
    assert not told(LINE, title="")
    sound = FeedEnclosure("https://quay.example/1.mp3", "audio/mpeg")
    assert not told(LINE, enclosures=(sound,))


def test_the_mark_of_a_cut_goes() -> None:
    assert cut_off("The ferry […]") == "The ferry"
    assert cut_off("The ferry… Continue reading") == "The ferry"
    assert cut_off("The ferry is back.") == ""


def test_footers() -> None:
    assert is_footer("The post Ferry appeared first on The Quay.")
    assert is_footer("Der Beitrag Fähre erschien zuerst auf Der Kai.")
    assert not is_footer("The post office closed.")
