"""Random HTML whose every word occurs once, tidy or broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final, TypeAlias

from hypothesis import strategies as st

Words: TypeAlias = Callable[[], str]
Writer: TypeAlias = Callable[[st.DrawFn, Words, int], str]

WORD: Final = "zq"
"""Every word begins so, and nothing else does."""
UNSEEN: Final = "hq"
"""The same of words that nobody sees."""

_INLINE: Final = (
    "{}", "<b>{}</b>", "<em>{} {}</em>", "<strong><i>{}</i></strong>", "<code>{}</code>",
    '<a href="/a">{}</a>', '<a href="#x">{}</a>', "<span>{}</span>{}", "{}<br>{}", "{}<br><br>{}",
    "<em>{}<br>{}</em>", " <q>{}</q> ", " <ruby>{} <rt>{}</rt></ruby> ", " <cite>{}</cite> ",
    "{}<sup>1</sup>",
    "<span hidden>{h} </span>{}", '<span class="sr-only">{h} </span>{}', '<i class="icon"></i>{}',
    '{}<img class="emoji" alt="☺" src="e.png">', "{}&nbsp;{}", "{}&shy;", "<mark>{},</mark> {}",
    "<!-- {h} -->{}", "<script>{h}</script>{}", "<style>{h}</style>{}",
)  # fmt: skip
_JUNK: Final = (
    "</p>", "</div>", "</b>", "<b>", "<p>", "<div>", "</li>", "<li>", "<td>", "</table>", "<span>",
    "</section>", "<hr>", "<br>", "<>", "</>", "&nbsp;", "<table>", "<ul>", "</ul>", "<x-y>",
)  # fmt: skip


def words() -> Iterator[str]:
    """Words of letters alone: all different, none a part of another."""
    return map("".join, product("abcdefgijklmnoprstuv", repeat=3))


def inline(draw: st.DrawFn, word: Words, depth: int) -> str:
    forms = draw(st.lists(st.sampled_from(_INLINE), min_size=1, max_size=5))
    return " ".join(_filled(form, word) for form in forms)


def _filled(form: str, word: Words) -> str:
    form = form.replace("{h}", UNSEEN + "x")
    return form.format(*(word() for _ in range(form.count("{}"))))


def paragraph(draw: st.DrawFn, word: Words, depth: int) -> str:
    tag = draw(st.sampled_from(["p", "div", "h1", "h3", "section", "p", "p", "pre", "address"]))
    return f"<{tag}>{inline(draw, word, depth)}</{tag}>"


def bare(draw: st.DrawFn, word: Words, depth: int) -> str:
    return inline(draw, word, depth)


def long(draw: st.DrawFn, word: Words, depth: int) -> str:
    return f"<p>{' '.join(word() for _ in range(draw(st.integers(8, 40))))}.</p>"


def bold(draw: st.DrawFn, word: Words, depth: int) -> str:
    return f"<p><strong>{word()} {word()}</strong></p>"


def box(draw: st.DrawFn, word: Words, depth: int) -> str:
    tag = draw(
        st.sampled_from(["div", "section", "aside", "article", "figure", "center", "a", "b"])
    )
    name = draw(
        st.sampled_from(["", "quote", "pullquote", "related", "caption", "credit", "share"])
    )
    return f' <{tag} class="{name}">{several(draw, word, depth + 1)}</{tag}> '


def listing(draw: st.DrawFn, word: Words, depth: int) -> str:
    tag = draw(st.sampled_from(["ul", "ol"]))
    items = [
        f"<li>{draw(st.sampled_from([bare, several]))(draw, word, depth + 1)}</li>"
        for _ in range(draw(st.integers(1, 3)))
    ]
    return f"<{tag}>{''.join(items)}</{tag}>"


def terms(draw: st.DrawFn, word: Words, depth: int) -> str:
    return f"<dl><dt>{word()}</dt><dd>{several(draw, word, depth + 1)}</dd></dl>"


def quote(draw: st.DrawFn, word: Words, depth: int) -> str:
    said = several(draw, word, depth + 1)
    tag = draw(st.sampled_from(["cite", "footer", "figcaption", "p", "div"]))
    form = draw(
        st.sampled_from(
            [
                "<blockquote>{} <{t}>— {}</{t}></blockquote>",
                "<figure><blockquote>{}</blockquote><figcaption>{}</figcaption></figure>",
                '<blockquote class="twitter-tweet">{}— {} <a href="https://s.example/1">x</a>'
                "</blockquote>",
                '<aside class="pullquote">{} <{t} class="author">{}</{t}></aside>',
            ]
        )
    )
    return form.format(said, word(), t=tag)


def table(draw: st.DrawFn, word: Words, depth: int) -> str:
    def row(tag: str) -> str:
        cells = [
            f'<{tag} colspan="{draw(st.integers(0, 3))}" rowspan="{draw(st.integers(0, 3))}">'
            f"{draw(st.sampled_from([bare, bare, several]))(draw, word, depth + 1)}</{tag}>"
            for _ in range(draw(st.integers(0, 3)))
        ]
        return f"<tr>{''.join(cells)}</tr>"

    head = draw(st.sampled_from(["", f"<caption>{word()}</caption>", row("th")]))
    rows = "".join(row("td") for _ in range(draw(st.integers(1, 3))))
    grid = f"<table>{head}{rows}</table>"
    return draw(
        st.sampled_from([grid, f"<figure>{grid}<figcaption>{word()}</figcaption></figure>"])
    )


def figure(draw: st.DrawFn, word: Words, depth: int) -> str:
    forms = (
        '<figure><img src="a.jpg"><figcaption>{} {}</figcaption></figure>',
        '<figure><img src="a.jpg"><figcaption>{} <b class="credit">Photo: {}</b></figcaption>'
        "</figure>",
        '<figure><iframe src="https://v.example/a"></iframe><figcaption>{}</figcaption></figure>',
        '<img src="a.jpg"><p>{}</p>',
        '<video src="/v.mp4" poster="/v.jpg"></video>',
    )
    return _filled(draw(st.sampled_from(forms)), word)


def card(draw: st.DrawFn, word: Words, depth: int) -> str:
    forms = (
        '<p>Read more: <a href="/news/2024/03/14/harbour-1234">{}</a></p>',
        '<p><a href="/news/2024/03/15/ferry-1235">{}</a></p>',
        '<aside class="related"><a href="/news/2024/03/16/quay-1236"><img src="b.jpg">'
        "<h4>{}</h4></a><p>A dek</p></aside>",
    )
    headline = " ".join(word() for _ in range(draw(st.integers(1, 6))))
    return draw(st.sampled_from(forms)).format(headline)


def junk(draw: st.DrawFn, word: Words, depth: int) -> str:
    return draw(st.sampled_from(_JUNK)) + word()


_PLAIN: Final[list[Writer]] = [paragraph, bare, long, bold, figure, card, junk]
_NESTING: Final[list[Writer]] = [box, listing, terms, quote, table]


def several(draw: st.DrawFn, word: Words, depth: int) -> str:
    writers = _PLAIN if depth > 2 else _PLAIN + _NESTING
    chosen = draw(st.lists(st.sampled_from(writers), min_size=1, max_size=3))
    return draw(st.sampled_from(["", "\n", " "])).join(w(draw, word, depth) for w in chosen)


@st.composite
def fragments(draw: st.DrawFn) -> str:
    """HTML of any make."""
    made = words()
    word: Words = lambda: WORD + next(made)  # noqa: E731
    return "\n".join(several(draw, word, 0) for _ in range(draw(st.integers(1, 4))))
