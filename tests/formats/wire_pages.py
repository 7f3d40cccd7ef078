"""Labelled pages for the tests of flattened text: "label | line", blank lines as they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fixtures" / "wire"


@dataclass(frozen=True)
class LabelledPage:
    name: str
    text: str
    labels: tuple[tuple[int, str], ...]
    """(line number, label) of every line that is not blank."""

    @property
    def data(self) -> bytes:
        return self.text.encode()


def read_page(name: str) -> LabelledPage:
    lines, labels = [], []
    content = (FOLDER / f"{name}.labelled").read_text(encoding="utf-8")
    for number, line in enumerate(content.splitlines(), 1):
        label, _, text = line.partition(" | ")
        lines.append(text)
        if line:
            labels.append((number, label.strip()))
    return LabelledPage(name, "\n".join(lines) + "\n", tuple(labels))


PAGES = tuple(read_page(path.stem) for path in sorted(FOLDER.glob("*.labelled")))
