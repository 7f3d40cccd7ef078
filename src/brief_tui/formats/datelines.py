"""Datelines: the place, and at times the agency and the day, before a story's first words.

The form is the agencies': a place in capitals or with a capital, its country or state, a day,
an agency in brackets, then a dash or a colon: "KATHMANDU, April 25 (Reuters) - Nepal said …".
Without capitals an agency or a dash has to bear it out, since many a sentence begins with a
name and a dash.
"""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats import vocabulary

SPAN: Final = 90
"""Characters from the start in which a dateline ends."""

_PLACE: Final = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}"
_AGENCY: Final = rf"(?i:{vocabulary.AGENCIES})"
_DATELINE: Final = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE})*(?:, {_PLACE}){{0,2}})"
    r"(?P<day>, (?:\w+\.? \d{1,2}|\d{1,2}\.? \w+)(?:,? \d{4})?)?"
    rf"(?P<agency> ?\((?:{_AGENCY}|[\w /.-]{{2,30}})\))?"
    r"\.?\s*(?:[–—]|--?|:)\s+(?=[\"“„«‘'(\[]?\w)"
)


def dateline(paragraph: str) -> str:
    """The place with which a story's first paragraph begins, '' where it has no dateline.

    What is returned stands at the start of the paragraph, letter by letter.
    """
    match = _DATELINE.match(paragraph[:SPAN])
    if match is None:
        return ""
    place = match["place"]
    words = re.findall(r"[\w.'’-]+", place)
    if not all(word[0].isupper() or word in vocabulary.PARTICLES for word in words):
        return ""
    if match["agency"]:
        return place
    first = re.split(r"[,/]", place, maxsplit=1)[0]
    return place if len(first) > 2 and first.isupper() else ""
