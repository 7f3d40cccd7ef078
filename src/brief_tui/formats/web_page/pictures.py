"""A story's lead pictures, as its metadata has them."""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats.web_page.json_ld import text
from brief_tui.model.article import Figure, Image
from brief_tui.model.identity import resolve, web_address

_MOST: Final = 12
_CREDITS: Final = ("creditText", "copyrightNotice", "copyrightHolder", "creator", "author")
_PIXELS: Final = re.compile(r"[0-9]{1,6}")


def read_figures(value: object, base: str) -> tuple[Figure, ...]:
    """The distinct pictures in a field: addresses, ImageObjects, or a list of either.

    Addresses are resolved against ``base``.
    """
    values = value[:_MOST] if isinstance(value, list) else [value]
    figures = [_figure(item, base) for item in values]
    return tuple({figure.image: figure for figure in figures if figure and figure.image}.values())


def _figure(value: object, base: str) -> Figure | None:
    if isinstance(value, str):
        return Figure(Image(web_address(resolve(base, value))))
    if not isinstance(value, dict):
        return None
    addresses = (text(value.get(key)) for key in ("url", "contentUrl", "@id"))
    source = next(filter(None, addresses), "")
    return Figure(
        Image(
            web_address(resolve(base, source)), _pixels(value, "width"), _pixels(value, "height")
        ),
        caption=text(value.get("caption")),
        credit=next(filter(None, (text(value.get(key)) for key in _CREDITS)), ""),
    )


def _pixels(value: dict[str, object], side: str) -> int | None:
    match = _PIXELS.match(text(value.get(side)))
    return int(match[0]) if match else None
