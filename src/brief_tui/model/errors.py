"""The one exception family. What a caller can act on is a subclass."""

from __future__ import annotations


class BriefError(Exception):
    """Something a person can be told about in one sentence: ``str(error)`` is that sentence."""


class FormatError(BriefError):
    """A document could not be read as the format it was taken for."""


class SourceError(BriefError):
    """Bytes could not be fetched from where they were said to be."""


class ArchiveError(BriefError):
    """The archive could not do what was asked; nothing was half done."""


class ArchiveBusyError(ArchiveError):
    """Another process holds the archive longer than we are willing to wait."""


class ArchiveDamagedError(ArchiveError):
    """The file is not a sound archive. It has not been changed."""


class ArchiveForeignError(ArchiveError):
    """The file is another program's. It has not been changed, and is not ours to repair."""


class ArchiveTooNewError(ArchiveError):
    """The archive was written by a newer version of the program. It has not been changed."""


class ArchiveReadOnlyError(ArchiveError):
    """The archive can be read, but not written."""


class InterruptedSearchError(ArchiveError):
    """A search was stopped because a newer one replaced it."""


class ConfigError(BriefError):
    """A setting, theme or keymap is wrong. The message names the file and the place."""
