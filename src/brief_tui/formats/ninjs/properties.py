"""The properties of a ninjs object, read alike in ninjs 1, 2 and 3.

The three generations say the same in three ways: ``body_xhtml`` as a property of its own
(1.x), ``bodies`` as a list with ``role`` and ``contenttype`` (2.x), the same in camel case
(3.x). Here names are in lower case, and a text is a :class:`Text` wherever it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from brief_tui.formats.plain_title import plain_title
from brief_tui.model.errors import FormatError
from brief_tui.model.json_fields import Json, is_object
from brief_tui.model.text import clean_text

_TAGS: Final = re.compile(r"<(?:p|div|section|article|html|body|h[1-6]|ul|blockquote|br)\b", re.I)
_MARKUP: Final = frozenset("html xhtml html5 richtext xml nitf".split())


@dataclass(frozen=True, slots=True)
class Text:
    """One of several texts of a kind. ``media_type`` is '' where nobody says."""

    value: str
    role: str = ""
    media_type: str = ""

    @property
    def is_html(self) -> bool:
        """Whether it is said to be HTML, or looks so where nobody says."""
        if self.media_type:
            return "html" in self.media_type
        return bool(_TAGS.search(self.value))

    @property
    def is_nitf(self) -> bool:
        """Whether it is said to be NITF."""
        return "nitf" in self.media_type

    @property
    def is_xml(self) -> bool:
        """Whether it is said to be XML of another kind."""
        return "xml" in self.media_type and not (self.is_html or self.is_nitf)

    @property
    def plain(self) -> str:
        """The text without markup. What is said to be plain text stays as it is."""
        return self.value if self.media_type == "text/plain" else plain_title(self.value)

    def has_role(self, roles: Iterable[str]) -> bool:
        """Whether its role is one of these, or ends in one, as URIs and QCodes do."""
        role = self.role.lower().replace("_", "")
        return any(role == name or role.endswith((f":{name}", f"/{name}")) for name in roles)


class Properties:
    """A ninjs object with the names of its properties in lower case."""

    def __init__(self, tree: Json) -> None:
        self._tree = {name.lower(): value for name, value in tree.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._tree

    def text(self, *names: str) -> str:
        """The first of these properties that says something.

        Raises FormatError for one that is not text.
        """
        for name in names:
            value = self._tree.get(name)
            if value is not None and not isinstance(value, str):
                raise FormatError(f"{name!r} is not a string")
            if value and value.strip():
                return value
        return ""

    def number(self, name: str) -> int | None:
        """A whole number; None for anything else."""
        value = self._tree.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def texts(self, stem: str, plural: str) -> list[Text]:
        """All texts of a kind: ``headline``, ``headline_x`` and the list ``headlines``."""
        found = [
            Text(value, name[len(stem) + 1 :], _type_of(name))
            for name, value in self._tree.items()
            if (name == stem or name.startswith(f"{stem}_")) and isinstance(value, str)
        ]
        for item in self.objects(plural):
            media_type = item.text("contenttype", "mimetype").partition(";")[0].strip().lower()
            found.append(Text(item.text("value"), item.text("role"), media_type))
        # Cleaned here and not only by the model, since parsers of markup take no surrogates.
        cleaned = (replace(text, value=clean_text(text.value).strip()) for text in found)
        return [text for text in cleaned if text.value]

    def objects(self, *names: str) -> Iterator[Properties]:
        """The objects in these lists. Raises FormatError for what is no list of objects."""
        for name in names:
            values = self._tree.get(name)
            if values is None:
                continue
            if not isinstance(values, list) or not all(map(is_object, values)):
                raise FormatError(f"{name!r} is not a list of objects")
            yield from map(Properties, values)

    def named(self, name: str) -> Iterator[tuple[str, Properties]]:
        """The objects of a list by their ``name`` (2.x, 3.x), or of an object by its keys (1.x).

        A key without an object (1.x packages write null for what is gone) is passed over.
        """
        values: Any = self._tree.get(name)
        if is_object(values):
            for key, value in values.items():
                if is_object(value):
                    yield key, Properties(value)
        else:
            for item in self.objects(name):
                yield item.text("name"), item

    def says(self, stem: str, plural: str) -> bool:
        """Whether there is anything of a kind that :meth:`texts` reads."""
        return plural in self or any(n == stem or n.startswith(f"{stem}_") for n in self._tree)

    def strings(self, name: str) -> list[str]:
        """The strings of a list; a string alone is a list of one."""
        values = self._tree.get(name)
        if isinstance(values, str):
            return [values]
        return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []


def _type_of(name: str) -> str:
    """What the end of a 1.x name says of the text: ``body_xhtml``, ``description_text``."""
    words = set(name.split("_")[1:])
    if "nitf" in words:
        return "application/nitf+xml"
    if words & _MARKUP:
        return "text/html"
    return "text/plain" if "text" in words else ""
