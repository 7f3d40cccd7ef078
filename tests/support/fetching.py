"""One document fetched in one line, for tests of what servers do."""

from __future__ import annotations

from typing import Any, Final

from brief_tui.config.credentials import Credentials
from brief_tui.sources.http import Answer, Client, Failure, Request, Validators

BODY: Final = b"<rss><channel><title>News</title></channel></rss>"
KEYS: Final = Credentials("ada", "sesame", (("X-Token", "opensesame"),))


async def get(
    url: str,
    validators: Validators = Validators(),  # noqa: B008  a value
    *,
    private: bool = True,
    insecure: bool = False,
    credentials: Credentials | None = None,
    **options: Any,
) -> Answer | Failure:
    async with Client(gap=0.0, **options) as client:
        return await client.get(
            Request(url, validators, private=private, insecure=insecure, credentials=credentials)
        )


async def failure(url: str, **options: Any) -> Failure:
    answer = await get(url, **options)
    assert isinstance(answer, Failure)
    return answer


async def answer(url: str, validators: Validators | None = None, **options: Any) -> Answer:
    found = await get(url, validators or Validators(), **options)
    assert isinstance(found, Answer), found
    return found
