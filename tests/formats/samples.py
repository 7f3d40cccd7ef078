"""A small document in each format, with one story that is called "A ship"."""

from __future__ import annotations

from typing import Final

_PLAIN: Final = b"A ship\n\nIt came in today.\n"
_PAGE: Final = (
    b"<!doctype html><title>A ship</title><article><h1>A ship</h1>"
    + b"<p>It came in today, and nobody had seen one like it for nine long years.</p>" * 3
    + b"</article>"
)
_G2: Final = (
    b'<newsItem guid="urn:x:1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
    b"<contentMeta><headline>A ship</headline></contentMeta></newsItem>"
)
_NITF: Final = (
    b"<nitf><body><body.head><hedline><hl1>A ship</hl1></hedline></body.head>"
    b"<body.content><p>It came in today.</p></body.content></body></nitf>"
)

SAMPLES: Final = {
    "markdown": _PLAIN,
    "json": b'{"headline": "A ship"}',
    "ninjs": b'{"uri": "urn:x:1", "headlines": [{"value": "A ship"}]}',
    "newsml-g2": _G2,
    "nitf": _NITF,
    "feed": b"<rss><channel><item><title>A ship</title></item></channel></rss>",
    "html": _PAGE,
    "text": _PLAIN,
}
