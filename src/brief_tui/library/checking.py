"""One feed: what is asked of its server, and what is made of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from brief_tui.archive.arrivals import Arrived
from brief_tui.archive.articles import moment
from brief_tui.archive.polling import Check, Polled
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.library.network import Network, Requests
from brief_tui.model.errors import BriefError, FormatError, SourceError
from brief_tui.model.feeds import Health, Outcome, Refreshed
from brief_tui.sources import files
from brief_tui.sources.http.values import Answer, Failure, Request, Validators
from brief_tui.sources.schedule import FLOOR, next_check, validators_usable

if TYPE_CHECKING:
    from brief_tui.formats.feed import FeedDocument

_NOTHING: Final = Arrived()


def local_answer(url: str) -> Answer | Failure:
    """A feed in a file of this machine, which some other program writes."""
    try:
        document = files.document(files.path_of(url))
    except SourceError as error:
        return Failure(f"its file cannot be read: {error}")
    return Answer(200, url, document.data)


class Checker:
    """Asks feeds and keeps what they answer."""

    def __init__(self, archive: Archive, settings: Settings, network: Network) -> None:
        self._live = archive.live
        self._settings = settings
        self._network = network
        self._requests = Requests(settings)

    def request(self, feed: Polled) -> Request | Failure:
        """What to ask for. The reader chose the address: it may be in a private network."""
        validators = Validators()
        if validators_usable(self._live.now(), feed.full_at):
            validators = Validators(feed.etag, feed.modified, feed.validated_url)
        return self._requests.to(
            feed.url, validators=validators, private=True, insecure=feed.insecure
        )

    def take(self, feed: Polled, answer: Answer | Failure) -> Refreshed:
        """Keep an answer, all of it or nothing; what came of it. Raises ArchiveError."""
        if isinstance(answer, Failure):
            return self._failed(feed, answer)
        if answer.status == 304:
            return self._unchanged(feed, answer)
        from brief_tui.formats.feed import parse_feed  # noqa: PLC0415 - mostly all is unchanged

        try:
            document = parse_feed(answer.data, answer.url, answer.media_type)
        except FormatError as error:
            return self._failed(feed, Failure(str(error)))
        except Exception as error:
            # Parsers read whatever there is; one that stumbles must not stop other feeds.
            reason = str(error) if isinstance(error, BriefError) else f"{error!r:.200}"
            return self._failed(feed, Failure(f"a mistake in the program: {reason}"))
        return self._read(feed, answer, document)

    def _read(self, feed: Polled, answer: Answer, document: FeedDocument) -> Refreshed:
        from brief_tui.library.arriving import arrivals_of  # noqa: PLC0415

        now = self._live.now()
        problem = "; ".join(document.problems)
        whole = not document.degraded  # a part must not be taken for the whole next time
        kept = answer.validators if whole else Validators()
        check = Check(
            checked_at=now,
            next_check=self._next(feed, fresh_for=answer.fresh_for, ttl=document.ttl),
            health="ok" if whole else "degraded",
            error="" if whole else problem,
            etag=kept.etag,
            modified=kept.modified,
            validated_url=kept.url,
            full_at=now,
            title=document.title,
            home=document.home,
            moved_to=answer.moved_to if document.items else "",
        )
        title = feed.title or document.title or feed.name
        came = self._live.checked(feed.key, check, arrivals_of(document, feed.url, title))
        outcome: Outcome = "new" if came.new else "changed" if came.changed else "unchanged"
        return self._result(feed, check, outcome, came, problem=problem, moved_to=check.moved_to)

    def _unchanged(self, feed: Polled, answer: Answer) -> Refreshed:
        check = Check(
            checked_at=self._live.now(),
            next_check=self._next(feed, fresh_for=answer.fresh_for),
            health="ok",
        )
        self._live.checked(feed.key, check)
        return self._result(feed, check, "unchanged")

    def _failed(self, feed: Polled, failure: Failure) -> Refreshed:
        if failure.pause and not failure.status:
            return self._paused(feed, failure)
        failures = feed.failures + 1
        health: Health = "gone" if failure.gone else "failing"
        check = Check(
            checked_at=self._live.now(),
            next_check=self._next(feed, failures=failures, pause=failure.pause),
            health=health,
            error=failure.problem,
            failures=failures,
        )
        self._live.checked(feed.key, check)
        if failure.pause:  # kept now: whoever ends this refresh, the next one knows
            self._live.pause([(failure.host, check.checked_at + failure.pause + 1)])
        outcome: Outcome = "gone" if failure.gone else "failed"
        return self._result(feed, check, outcome, problem=failure.problem)

    def put_off(self, feed: Polled, failure: Failure) -> Refreshed:
        """There is no network: the feed stays as it is, to be asked again soon."""
        check = Check(
            checked_at=feed.checked_at,
            next_check=self._live.now() + FLOOR,
            health=feed.health,
            error=None,
            failures=feed.failures,
        )
        self._live.checked(feed.key, check)
        return self._result(feed, check, "waiting", problem=failure.problem)

    def _paused(self, feed: Polled, failure: Failure) -> Refreshed:
        """Its host pauses: it was not asked, which says nothing of the feed."""
        check = Check(
            checked_at=feed.checked_at,
            next_check=self._next(feed, pause=failure.pause),
            health=feed.health,
            error=failure.problem,
            failures=feed.failures,
        )
        self._live.checked(feed.key, check)
        return self._result(feed, check, "waiting", problem=failure.problem)

    def _next(
        self,
        feed: Polled,
        *,
        fresh_for: int | None = None,
        ttl: int | None = None,
        failures: int = 0,
        pause: int | None = None,
    ) -> int:
        return next_check(
            self._live.now(),
            every=feed.every or self._settings.feeds.every,
            fresh_for=fresh_for,
            ttl=ttl,
            failures=failures,
            pause=pause,
            random=self._network.random,
        )

    def _result(
        self,
        feed: Polled,
        check: Check,
        outcome: Outcome,
        came: Arrived = _NOTHING,
        *,
        problem: str = "",
        moved_to: str = "",
    ) -> Refreshed:
        return Refreshed(
            feed=feed.key,
            name=feed.name,
            url=feed.url,
            outcome=outcome,
            new=len(came.new),
            changed=came.changed,
            unchanged=came.unchanged,
            problem=problem,
            next_check=moment(check.next_check),
            moved_to=moved_to,
        )
