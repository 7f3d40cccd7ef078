"""What newsboat keeps of its readers' choices, read and written: subscriptions and filters.

Its articles are in a database, which :mod:`brief_tui.sources.newsboat_cache` reads.
"""

from brief_tui.formats.newsboat.urls import UrlsFile, View, is_urls, parse_urls, write_urls

__all__ = ["UrlsFile", "View", "is_urls", "parse_urls", "write_urls"]
