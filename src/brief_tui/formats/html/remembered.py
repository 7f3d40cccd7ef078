"""A property that is found once for each object and then kept.

Like ``functools.cached_property`` without its lock, which up to Python 3.11 takes longer
than most of what is found here; a page asks for thousands of them and is read by one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class remembered(Generic[T]):  # noqa: N801 - used as a decorator
    """Keeps what the method returns as an attribute of the object, under the method's name."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, instance: Any, owner: type) -> T:
        value = self._find(instance)
        setattr(instance, self._name, value)  # found before this descriptor from now on
        return value
