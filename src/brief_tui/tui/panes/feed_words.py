"""How a feed does, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from brief_tui.model.feeds import Feed


def feed_status(feed: Feed, now: datetime) -> str:
    """A line about the feed's last check and the next one, or what is the trouble with it."""
    if feed.health == "gone":
        return feed.error or "gone: the server says that it will not come back"
    if feed.error:
        return f"{_trouble(feed)}{feed.error}"
    if feed.checked_at is None:
        return "not checked yet"
    facts = [f"last checked {ago(now - feed.checked_at)}"]
    if feed.next_check is not None:
        facts.append(f"next {ahead(feed.next_check - now)}")
    return " · ".join(facts)


def has_trouble(feed: Feed) -> bool:
    """Whether the reader should know without asking."""
    return feed.health in {"failing", "gone", "degraded"}


def ago(span: timedelta) -> str:
    """How long since: "just now", "14 min ago", "3 h ago", "2 days ago"."""
    text = _span(span)
    return f"{text} ago" if text else "just now"


def ahead(span: timedelta) -> str:
    """How long until: "now", "in 46 min"."""
    text = _span(span)
    return f"in {text}" if text else "now"


def every(seconds: int) -> str:
    """A time between two checks: "every 30 min", "every 6 h"; "daily", "hourly"."""
    named = {3600: "hourly", 86400: "daily", 7 * 86400: "weekly"}
    return named.get(seconds) or f"every {_span(timedelta(seconds=seconds))}"


def _trouble(feed: Feed) -> str:
    if feed.health == "degraded":
        return "read in part: "
    return f"failed {feed.failures:,} times: " if feed.failures > 1 else ""


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() / 60 + 0.5)
    if minutes < 1:
        return ""
    if minutes < 100:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{round(minutes / 60)} h"
    return f"{round(minutes / 1440):,} days"
