"""Pages of our own making, laid out and labelled as news pages are."""

from __future__ import annotations

from brief_tui.formats.base import Label
from brief_tui.formats.html import cards, labelling, tree
from brief_tui.formats.html.lines import Line, lay_out
from brief_tui.formats.html.running import Running
from brief_tui.formats.html.story import Story
from brief_tui.formats.web_page import region

ADDRESS = "https://www.harbour.example/news/ferry-runs-late-again"
HEADLINE = "Ferry runs late again"
FIRST = (
    "<p>The ferry to the islands left the quay forty minutes late on Monday, the third time "
    "in a week that passengers had to wait in the rain.</p>"
)
SECOND = (
    "<p>The harbour office said that a pump had failed in the night and that a new one would "
    "be brought from the mainland before the weekend.</p>"
)
THIRD = (
    "<p>Passengers who missed their train may ask for their money back at the counter, which "
    "is open until six in the evening on working days.</p>"
)


def page(between: str = "", *, after: str = "", outside: str = "") -> Story:
    """A labelled story with something between its paragraphs, after them, or below it all."""
    return story(
        f"<main><article><h1>{HEADLINE}</h1><div class='text'>{FIRST}{SECOND}{between}{THIRD}"
        f"</div>{after}</article></main>{outside}<footer><a href='/about-us'>About</a></footer>"
    )


def story(html: str, bylines: tuple[str, ...] = ()) -> Story:
    """The labelled story on a page."""
    laid_out = lay_out(tree.parse(f"<body>{html}</body>"))
    running = Running(laid_out)
    found = region.find(laid_out, running, HEADLINE)
    assert found is not None
    made = Story(
        laid_out, running, found.frame, found.core, ADDRESS,
        headline=found.headline, bylines=bylines,
    )  # fmt: skip
    labelling.label(made, (*cards.RULES, *labelling.RULES))
    return made


def label_of(labelled: Story, text: str) -> Label | None:
    """The label of the line with this text."""
    return line_of(labelled, text).label


def line_of(labelled: Story, text: str) -> Line:
    """The line with this text."""
    (line,) = (line for line in labelled.lines if line.text == text)
    return line


def texts(labelled: Story, label: Label) -> list[str]:
    """The lines with this label."""
    return [line.text for line in labelled.lines if line.label == label]
