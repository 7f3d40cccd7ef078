"""The web, asked politely and with every bound that an open network calls for."""

from __future__ import annotations

from brief_tui.sources.http.client import Client
from brief_tui.sources.http.values import FEEDS, PAGES, Answer, Failure, Request, Validators

__all__ = ["FEEDS", "PAGES", "Answer", "Client", "Failure", "Request", "Validators"]
