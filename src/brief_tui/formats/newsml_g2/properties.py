"""The properties of a NewsML-G2 item, read by their names and roles.

Values of controlled vocabularies come as QCodes (``drol:summary``) or as URIs; what tells
is the code after the last colon or slash, whatever alias the provider gave the scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from brief_tui.formats.html.tree import Element
from brief_tui.formats.renditions import Rendition
from brief_tui.formats.xml_tree import child, children, line
from brief_tui.model.identity import resolve

_SEPARATOR: Final = re.compile(r"[:/#]")


def code(element: Element | None, name: str = "") -> str:
    """The code that an element's ``qcode``, ``uri`` or ``literal`` ends in, in lower case.

    With a name, the code of that attribute (``role``) or of its URI (``roleuri``).
    """
    if element is None:
        return ""
    attributes = (name, f"{name}uri") if name else ("qcode", "uri", "literal")
    value = next(filter(None, map(element.get, attributes)), "")
    return _SEPARATOR.split(value)[-1].lower()


def name_of(element: Element | None) -> str:
    """What a concept is called: its name, or the literal that stands for it, or its text."""
    if element is None:
        return ""
    own = "".join(node for node in element.children if isinstance(node, str))
    return line(child(element, "name")) or element.get("literal") or " ".join(own.split())


def first_of(parent: Element | None, name: str, roles: Iterable[str] = ("",)) -> str:
    """The text of the first child of that name with one of these roles, in their order."""
    found = list(children(parent, name))
    for role in roles:
        for element in found:
            if code(element, "role") == role and (text := line(element)):
                return text
    return ""


def item_class(item: Element) -> str:
    """The nature of an item: text, picture, graphic, composite, audio, video, …"""
    return code(child(item, "itemMeta", "itemClass") or child(item, "itemClass"))


def remote_files(item: Element, base: str) -> Iterator[Rendition]:
    """The files that an item's content set points to; addresses resolved against ``base``."""
    for remote in children(child(item, "contentSet"), "remoteContent"):
        if href := remote.get("href"):
            yield Rendition(
                resolve(base, href),
                " ".join((code(remote, "rendition"), remote.get("format"))),
                remote.get("contenttype"),
                _whole(remote.get("width")),
                _whole(remote.get("height")),
                _whole(remote.get("size")),
            )


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
