"""NITF, the News Industry Text Format of the IPTC: one story as XML.

Read by what the NITF 3.6 documentation says of each element. A document may name a DTD,
as NITF documents do; it is not loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.xml_tree import parse_xml, root_name
from brief_tui.model.errors import FormatError


@dataclass(frozen=True, slots=True)
class Nitf:
    """One article a document."""

    name: str = "nitf"

    def sniff(self, head: bytes) -> float:
        """The name of the root element tells."""
        return 0.99 if root_name(head) == "nitf" else 0.0

    def parse(self, document: Document) -> Parsed:
        """Read the article. Raises FormatError for what is not XML, or not NITF."""
        from brief_tui.formats.nitf.fields import read_item  # noqa: PLC0415 - not to recognise it

        found = parse_xml(document.data, document.media_type)
        if found.problem:  # half a story is none
            raise FormatError(found.problem)
        root = found.root if found.root.tag == "nitf" else found.root.first("nitf")
        if root is None:
            raise FormatError("there is no nitf element in it")
        item = read_item(root, document.uri)
        return Parsed((item.article(document),), problems=tuple(item.problems))


NITF: Final = Nitf()
