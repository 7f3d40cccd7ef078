"""An article as ninjs 3.0: the properties and types of the IPTC's schema and no others.

What ninjs has no property for is left out; ``docs/formats.md`` says what that is. So are
addresses that are not on the web: nobody else can follow a path on this machine. The
story's own id goes along as an alternative id, so that an export can be imported again
as the same story.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from brief_tui.formats.ninjs.reading import OWN_ROLE
from brief_tui.formats.ninjs.xhtml import write_body
from brief_tui.model.article import Article, Enclosure, Figure, RelatedLink
from brief_tui.model.identity import web_address
from brief_tui.model.json_fields import Json

STANDARD: Final = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}

_PLAIN: Final = "text/plain"
_XHTML: Final = "application/xhtml+xml"
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"
"""Characters that mean something in a URI (RFC 3986); others are percent-encoded."""


def to_ninjs(article: Article) -> Json:
    """The article as a tree of dicts, lists, strings and numbers."""
    own = f"urn:brief:{_uri(article.id)}"
    related = [link for link in article.related if link.origin == "page" and link.headline]
    files = [file for file in article.enclosures if web_address(file.url)]
    tree: Json = {
        "uri": _uri(article.url) if web_address(article.url) else own,
        "type": "text",
        "standard": STANDARD,
        "representationType": "full",
        **_dates(article),
        "language": article.language,
        "headlines": _texts("main", article.headline),
        "descriptions": _texts("summary", article.dek),
        "by": ", ".join(article.bylines),
        "people": [{"name": name, "rel": "author"} for name in article.bylines],
        "located": article.dateline,
        "infoSources": _named(article.publisher, "role", "publisher"),
        "subjects": [
            *_named(article.section, "rel", "section"),
            *({"name": tag, "rel": "about"} for tag in article.tags),
        ],
        "bodies": _texts("main", write_body(article.body, related), _XHTML),
        "altIds": _named(article.id, "role", OWN_ROLE, "value"),
        "associations": [
            *_pictures(article, own),
            *(_story(link, own, n) for n, link in enumerate(related, start=1)),
            *(_file(e, own, n) for n, e in enumerate(files, start=1)),
        ],
    }
    return _said(tree)


def _said(tree: Json) -> Json:
    """The properties that say something."""
    return {name: value for name, value in tree.items() if value or value == 0}


def _uri(url: str) -> str:
    return quote(url, safe=_KEPT)


def _dates(article: Article) -> Json:
    """When the first version was made, and this one."""
    first = article.published or article.updated
    version = article.updated or article.published
    return {
        "firstCreated": first.isoformat() if first else "",
        "versionCreated": version.isoformat() if version else "",
    }


def _texts(role: str, value: str, media_type: str = _PLAIN) -> list[Json]:
    return [{"role": role, "contentType": media_type, "value": value}] if value else []


def _named(name: str, kind: str, value: str, key: str = "name") -> list[Json]:
    return [{key: name, kind: value}] if name else []


def _pictures(article: Article, own: str) -> Iterator[Json]:
    figures = [block for block in article.body if isinstance(block, Figure) and block]
    for number, figure in enumerate(figures, start=1):
        yield _picture(figure, f"picture-{number}", own)


def _picture(figure: Figure, name: str, own: str) -> Json:
    image = figure.image
    address = _uri(image.src) if image and web_address(image.src) else ""
    rendition = _said(
        {
            "name": "main",
            "href": address,
            "width": image.width if image else None,
            "height": image.height if image else None,
        }
    )
    return _said(
        {
            "name": name,
            "uri": address or f"{own}:{name}",
            "type": "picture",
            "descriptions": [*_texts("caption", figure.caption), *_texts("altText", figure.alt)],
            "by": figure.credit,
            "renditions": [rendition] if address else [],
        }
    )


def _story(link: RelatedLink, own: str, number: int) -> Json:
    name = f"related-{number}"
    address = _uri(link.url) if web_address(link.url) else f"{own}:{name}"
    return _said(
        {
            "name": name,
            "uri": address,
            "type": "text",
            "headlines": _texts("main", link.headline),
            "associations": [_picture(link.figure, "picture", f"{own}:{name}")]
            if link.figure
            else [],
        }
    )


def _file(enclosure: Enclosure, own: str, number: int) -> Json:
    name = f"enclosure-{number}"
    kind = enclosure.media_type.partition("/")[0]
    rendition = _said(
        {
            "name": "main",
            "href": _uri(enclosure.url),
            "contentType": enclosure.media_type,
            "sizeInBytes": enclosure.length,
        }
    )
    return {
        "name": name,
        "uri": f"{own}:{name}",
        "type": kind if kind in {"audio", "video"} else "component",
        "renditions": [rendition],
    }
