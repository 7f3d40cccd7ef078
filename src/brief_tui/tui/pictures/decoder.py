"""The program of the decoding process: paths in, pixels out.

Run as ``python -m brief_tui.tui.pictures.decoder``. A line of JSON on standard input asks
for a picture: ``{"path", "columns", "rows"}`` in cells, each cell being two pixels, one
above the other. The answer is a line of JSON, ``{"columns", "rows", "problem"}``, and then
``columns * rows * 6`` bytes of RGB.

It is a process of its own so that a hostile file can exhaust neither the interface's time
nor its memory: formats are few, pixels are counted before they are decoded, and memory is
limited by the system where it can be.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Final

from PIL import Image, ImageOps

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS: Final = 25_000_000
SLACK: Final = 1.25
"""A picture whose proportions are this near to the frame's is cut to fill it."""

MEMORY: Final = 1 << 30
"""Bytes of address space."""


def decode(path: str, columns: int, rows: int) -> tuple[int, int, bytes]:
    """The picture fitted into ``columns`` by ``rows`` cells: its own columns, rows, and RGB.

    Raises ValueError in words when the file is not a picture that can be shown.
    """
    try:
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise ValueError(f"too large a picture: {width} by {height} pixels")
            image.draft("RGB", (columns * 2, rows * 4))
            upright = ImageOps.exif_transpose(image)
            fitted = _fitted(_flat(upright), columns, rows * 2)
    except (OSError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise ValueError(f"not a picture that can be shown: {error}") from error
    shown = fitted.height // 2 or 1
    if fitted.height != shown * 2:
        fitted = fitted.resize((fitted.width, shown * 2))
    return fitted.width, shown, fitted.tobytes()


def _fitted(image: Image.Image, width: int, height: int) -> Image.Image:
    """The picture in the frame: filling it where that cuts off little, else whole."""
    ratio = image.width * height / max(1, image.height * width)
    fit = ImageOps.fit if 1 / SLACK < ratio < SLACK else ImageOps.contain
    return fit(image, (width, height))


def _flat(image: Image.Image) -> Image.Image:
    """The first frame in RGB, transparency over white as on paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("RGB")
    return image.convert("RGB")


def main() -> None:
    """Answer requests until standard input ends."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not there on every platform

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out = sys.stdout.buffer
    for line in sys.stdin:
        request = json.loads(line)
        try:
            columns, rows, pixels = decode(request["path"], request["columns"], request["rows"])
            head = {"columns": columns, "rows": rows, "problem": ""}
        except ValueError as error:
            head, pixels = {"columns": 0, "rows": 0, "problem": str(error)}, b""
        out.write(json.dumps(head).encode() + b"\n" + pixels)
        out.flush()


if __name__ == "__main__":
    main()
