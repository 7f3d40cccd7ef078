"""Settings that every test shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.feed_server import FeedServer

# A busy machine is no failure: no test has a deadline, and none fails for slow examples.
_SLOW_IS_FINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# The same examples each time, so that a change fails for what it changed. New examples:
# pytest --hypothesis-profile=explore
settings.register_profile("brief", _SLOW_IS_FINE, derandomize=True)
settings.register_profile("explore", _SLOW_IS_FINE, max_examples=1_000)
settings.load_profile("brief")


@pytest.fixture
def feed_server() -> Iterator[FeedServer]:
    """A real server on addresses of this machine; see tests/support/feed_server.py."""
    with FeedServer() as server:
        yield server
