"""What a person may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def hint(word: str, known: Iterable[str]) -> str:
    """``" (did you mean 'theme'?)"``, or '' when nothing known is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only after a mistake

    near = get_close_matches(word[:80], list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
