"""News pages flattened to lines: a browser's "copy all", innerText, a dump of a wire.

bytes → lines, with what each looks like (:mod:`.lines`) → what the page says of each
(:mod:`.page`, :mod:`.features`) → the likeliest sequence of labels (:mod:`.states`,
:mod:`.model`) → the article (:mod:`.assembling`).
"""

from __future__ import annotations

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.wire_text.assembling import assemble
from brief_tui.formats.wire_text.labelling import read
from brief_tui.formats.wire_text.lines import decode, read_lines
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import web_address

_ANY_TEXT = 0.1
_MANY_LINES = 0.2


class WireText:
    """Flattened text. Takes any text: the format of what no other format claims."""

    name = "text"

    def sniff(self, head: bytes) -> float:
        """A little for text, a little more where it has lines; 0 for what is binary."""
        wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        if not head or head.startswith(b"%PDF-") or (b"\0" in head and not wide):
            return 0.0
        return _MANY_LINES if head.count(b"\n") >= 5 else _ANY_TEXT

    def parse(self, document: Document) -> Parsed:
        """One article, and a label for every line that shows anything.

        Raises FormatError when the text has neither a headline nor a paragraph.
        """
        readings = read(read_lines(decode(document.data)))
        if not any(reading.state.label in {"headline", "body"} for reading in readings):
            raise FormatError("no article found here: neither a headline nor a paragraph")
        url = document.uri if web_address(document.uri) else ""
        article = assemble(readings, identity=document.identity(), url=url)
        return Parsed((article,), lines=tuple(reading.label for reading in readings))


WIRE_TEXT = WireText()
