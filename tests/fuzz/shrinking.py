"""The smallest part of a document that still fails, or near it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

SECONDS: Final = 20.0


def shrunk(data: bytes, fails: Callable[[bytes], bool], seconds: float = SECONDS) -> bytes:
    """Leave chunks out, from halves down to bytes, while the rest still ``fails``.

    Ends after ``seconds`` of processor time with the smallest found so far.
    """
    end = time.process_time() + seconds
    chunk = max(1, len(data) // 2)
    while chunk:
        before, start = len(data), 0
        while start < len(data) and time.process_time() < end:
            smaller = data[:start] + data[start + chunk :]
            if fails(smaller):
                data = smaller
            else:
                start += chunk
        if len(data) == before or chunk > 1:
            chunk //= 2
    return data
