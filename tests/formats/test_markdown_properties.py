"""Whatever the Markdown: no word is lost or doubled, and no text stops the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.markdown import MARKDOWN
from brief_tui.model.article import Article
from brief_tui.model.codec import to_json
from brief_tui.model.errors import FormatError

Lines: TypeAlias = list[str]
Words: TypeAlias = Callable[[], str]
Writer: TypeAlias = Callable[[st.DrawFn, Words, int], Lines]


def words_of(article: Article) -> Counter[str]:
    """Every generated word that can be seen in the article, and how often."""
    return Counter(word for text in texts(to_json(article)) for word in text.split() if "q" in word)


def texts(tree: object) -> Iterator[str]:
    match tree:
        case str():
            yield "".join(c if c.isalnum() else " " for c in tree)
        case list():
            for item in tree:
                yield from texts(item)
        case dict():
            for name, value in tree.items():
                if name not in {"runs", "id", "url", "image", "type", "origin"}:
                    yield from texts(value)


def inline(draw: st.DrawFn, word: Words) -> str:
    """A line of text with any inline markup."""
    forms = ["{}", "*{}*", "**{}**", "***{}***", "`{}`", "[{}](a.md)", "[**{}**](b.md)", '"{}"']
    forms += ["![{}](a.png)", '![{}](a.png "{}")', "<b>{}</b>", "{}\\\n{}", "{}  \n{}", "{}\n{}"]
    chosen = draw(st.lists(st.sampled_from(forms), min_size=1, max_size=4))
    return " ".join(form.format(*(word() for _ in range(form.count("{}")))) for form in chosen)


def paragraph(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    return inline(draw, word).split("\n")


def heading(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    return ["#" * draw(st.integers(1, 6)) + " " + word() + " *" + word() + "*"]


def code(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    return ["```", word(), f"  *{word()}*", "```"]


def table(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    return [f"| {word()} | *{word()}* |", "|---|---|", f"| {word()} | ![{word()}](t.png) |"]


def rule(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    return ["***"]


def quote(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    lines = blocks(draw, word, depth + 1)
    if draw(st.booleans()):
        lines += ["", f"— {word()}, the *{word()}*"]
    return [f"> {line}" for line in lines]


def listing(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    sign = draw(st.sampled_from(["-  ", "1. "]))
    lines: Lines = []
    for _ in range(draw(st.integers(1, 3))):
        first, *rest = blocks(draw, word, depth + 1)
        lines += [sign + first, *("   " + line for line in rest)]
    return lines


def directive(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    fence = ":" * (12 - depth)
    names = ["{figure} a.png", "{seealso}", "{pull-quote}", "{iframe} https://e.example/", "{odd}"]
    name = draw(st.sampled_from([*names, "{table}", "note"]))
    argument = f" {word()}" if name in {"{table}", "note"} else ""
    options = [f":alt: {word()}"] if "figure" in name else []
    return [f"{fence}{name}{argument}", *options, "", *blocks(draw, word, depth + 1), fence]


LEAVES: list[Writer] = [paragraph, paragraph, heading, code, table, rule]
NESTS: list[Writer] = [quote, listing, directive, directive]


def blocks(draw: st.DrawFn, word: Words, depth: int) -> Lines:
    writers = draw(st.lists(st.sampled_from(LEAVES + NESTS * (depth < 4)), min_size=1, max_size=3))
    lines: Lines = []
    for writer in writers:
        lines += ["", *writer(draw, word, depth)] if lines else writer(draw, word, depth)
    return lines


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, Counter[str]]:
    """A Markdown document, and the words in it."""
    used: list[str] = []

    def word() -> str:
        used.append(f"q{len(used)}")
        return used[-1]

    lines: Lines = []
    if draw(st.booleans()):
        lines += ["---", f"title: {word()} {word()}", f"byline: [{word()}, {word()}]"]
        lines += [f"tags: {word()}, {word()}", "---"]
    lines += blocks(draw, word, 0)
    return "\n".join(lines) + "\n", Counter(used)


def parse(text: str) -> Parsed | None:
    try:
        return MARKDOWN.parse(Document(text.encode("utf-8", "surrogatepass"), "file:///a/b.md"))
    except FormatError:
        return None


@given(stories())
def test_every_word_stands_in_the_article_exactly_once(story: tuple[str, Counter[str]]) -> None:
    text, words = story
    parsed = parse(text)
    assert (words_of(parsed.articles[0]) if parsed else Counter()) == words


PIECES = (
    *(
        ":::",
        "{figure}",
        "{seealso}",
        "---\n",
        "> ",
        "- ",
        "1. ",
        "```",
        "|",
        "|-|",
        "# ",
        ":alt: ",
    ),
    *(
        "![",
        "[",
        "](",
        ")",
        "]",
        "*",
        "_",
        "`",
        "<",
        "&amp;",
        "\\",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "a",
    ),
    *("    ", "\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "http://[", "%", "é"),
)
"""What means something to Markdown, and what should mean nothing to it."""

YAML_PIECES = (*PIECES, "key: ", "{", "}", "'", '"', "!", "?", ", ", "\\ud800", "\\U00110000")


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    parsed = parse(text)
    assert parsed is None or len(parsed.articles) == 1


@given(st.lists(st.sampled_from(YAML_PIECES)).map("".join))
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    parsed = parse(f"---\nheadline: H\n{text}\n---\nBody.\n")
    assert parsed is None or parsed.articles[0].headline
