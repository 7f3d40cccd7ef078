"""The names and passwords of feeds, in a file that nobody else may read.

They are kept apart from the addresses, which go into the archive, into exports and messages.
No message here holds a secret, and no value shows one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

from brief_tui.config.addresses import Prefix, prefix_of, split_userinfo
from brief_tui.config.toml_table import TomlTable
from brief_tui.config.toml_writer import toml_text
from brief_tui.model.errors import BriefError, ConfigError

AskPassword: TypeAlias = Callable[[tuple[str, ...]], str]
"""What runs a program that prints a password. Raises BriefError, whose message has none."""

__all__ = ["AskPassword", "Credentials", "CredentialsFile", "split_userinfo"]

_FIELD_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 5.6.2
_FIELD_VALUE: Final = re.compile(r"[\x21-\x7e](?:[ \t\x21-\x7e]*[\x21-\x7e])?")  # RFC 9110 5.5
_NOT_OURS: Final = frozenset(
    {"connection", "content-length", "host", "te", "trailer", "transfer-encoding", "upgrade"}
)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What a request to one place may carry: for Basic authentication (RFC 7617) a ``user``
    and a ``password``, both '' for none, and ``headers`` as they are."""

    user: str = ""
    password: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return "Credentials(…)"


@dataclass(frozen=True, slots=True)
class _Entry:
    prefix: Prefix
    credentials: Credentials
    command: tuple[str, ...] = ()


class CredentialsFile:
    """The file as it was when this was made. One that is not there has nothing in it.

    ``problems`` are sentences; an entry that has a mistake is left out. ``ask`` runs the
    ``password_command`` of an entry, when it is needed and once.
    """

    def __init__(self, path: Path, ask: AskPassword | None = None) -> None:
        self._path = path
        self._ask = ask
        self._entries: tuple[_Entry, ...] = ()
        self._answers: dict[Prefix, Credentials | ConfigError] = {}
        self.problems: tuple[str, ...] = ()
        self._read()

    def for_url(self, url: str) -> Credentials | None:
        """The credentials for an address: those of the longest prefix of it in the file.

        Scheme, host and port have to be the same, so that nothing goes to another host, or
        unencrypted. May wait for a password command. Raises ConfigError when it fails.
        """
        place = prefix_of(url)
        fitting = [entry for entry in self._entries if place and entry.prefix.covers(place)]
        if not fitting:
            return None
        entry = max(fitting, key=lambda entry: len(entry.prefix.path))
        return self._answer(entry) if entry.command else entry.credentials

    def keep(self, url: str, user: str, password: str) -> None:
        """Write name and password for an address and what lies below it.

        The file is replaced as a whole and can be read by its owner alone; what else is in
        it stays. Raises ConfigError, and then nothing has changed.
        """
        place = prefix_of(url)
        if place is None:
            raise ConfigError("A password can be kept for an http or https address alone")
        if mistake := _user_mistake(user) or _password_mistake(password):
            raise ConfigError(f"The password for {place.host} cannot be kept: {mistake}")
        text = self._text()
        tables = self._tables(text)
        name = next((key for key in tables if prefix_of(key) == place), _written(place))
        entry = {k: v for k, v in tables.get(name, {}).items() if k != "password_command"}
        tables[name] = {**entry, "user": user, "password": password}
        self._write(_with_table(text, name, tables))
        self._answers.clear()
        self._read()

    def _answer(self, entry: _Entry) -> Credentials:
        if entry.prefix not in self._answers:
            self._answers[entry.prefix] = self._asked(entry)
        answer = self._answers[entry.prefix]
        if isinstance(answer, ConfigError):
            raise answer
        return answer

    def _asked(self, entry: _Entry) -> Credentials | ConfigError:
        host = entry.prefix.host
        if self._ask is None:
            return ConfigError(f"The password command for {host} cannot be run here")
        try:
            password = self._ask(entry.command)
        except BriefError as error:
            return ConfigError(f"The password for {host} could not be had: {error}")
        if mistake := _password_mistake(password):
            return ConfigError(f"The password command for {host} gave no password: {mistake}")
        return replace(entry.credentials, password=password)

    def _read(self) -> None:
        try:
            table = TomlTable.read(self._path, secret=True)
            mode = self._path.stat().st_mode
        except FileNotFoundError:
            self._entries, self.problems = (), ()
            return
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._entries, self.problems = (), (f"{self._path} cannot be read: {reason}",)
            return
        if mode & 0o077:
            table.adopt([f"{self._path} can be read by others; chmod 600 makes it yours alone"])
        self._entries = tuple(_entries(table))
        self.problems = table.problems

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise ConfigError(f"{self._path} is not UTF-8 text; it has not been changed") from None
        except OSError as error:
            raise ConfigError(f"{self._path} cannot be read: {error.strerror}") from None

    def _tables(self, text: str) -> dict[str, dict[str, object]]:
        tree = _parsed(text)
        if tree is None or not all(isinstance(values, dict) for values in tree.values()):
            raise ConfigError(
                f"{self._path} has a mistake in it, and has not been changed; mend it first"
            )
        return {name: dict(values) for name, values in tree.items() if isinstance(values, dict)}

    def _write(self, text: str | None) -> None:
        if text is None:
            raise ConfigError(f"{self._path} holds what cannot be written back; edit it by hand")
        target = Path(os.path.realpath(self._path))  # a link to it stays a link
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except OSError as error:
            raise ConfigError(f"{self._path} cannot be written: {error.strerror}") from None
        finally:
            with suppress(OSError):
                unfinished.unlink()


def _entries(file: TomlTable) -> Iterator[_Entry]:
    for address, values in file.items():
        clean, *userinfo = split_userinfo(address)
        place = prefix_of(clean)
        shown = repr(_written(place)[:200]) if place and not any(userinfo) else "an address"
        inner = values if isinstance(values, dict) else {}
        table = file.within(inner, f"for {shown}, ", "it is left out")
        if inner is not values:
            table.mistake("there should be a table of its own")
        elif place is None or clean != address or "?" in clean or "#" in clean:
            table.mistake("the name should be the beginning of a web address, and nothing more")
        entry = _entry(table, place) if inner is values and place else None
        problems = table.finish()
        file.adopt(problems)
        if entry and not problems:
            yield entry


def _entry(table: TomlTable, place: Prefix) -> _Entry:
    user, password = table.secret_text("user"), table.secret_text("password")
    command = table.words("password_command")
    headers = tuple(_headers(table))
    mistake = (user and _user_mistake(user)) or (password and _password_mistake(password))
    if mistake:
        table.mistake(mistake)
    elif password and command:
        table.mistake("there is both a password and a password_command")
    elif not (user or headers) and not table.problems:
        table.mistake("there is no user")
    return _Entry(place, Credentials(user, password, headers), command)


def _headers(table: TomlTable) -> Iterator[tuple[str, str]]:
    for name, value in table.section("headers").items():
        if not _FIELD_NAME.fullmatch(name) or name.lower() in _NOT_OURS:
            table.mistake("there is a header that cannot be sent")
        elif not isinstance(value, str) or not _FIELD_VALUE.fullmatch(value):
            table.mistake(f"the header {name[:60]} should be of ASCII characters on one line")
        else:
            yield name, value


def _user_mistake(user: str) -> str:
    """Why this cannot be a user's name (RFC 7617 2), '' if it can."""
    if not user or ":" in user or _unsound(user):
        return "a user's name has no ':' and no control characters"
    return ""


def _password_mistake(password: str) -> str:
    return "it has control characters" if _unsound(password) else ""


def _unsound(text: str) -> bool:
    return bool(_CONTROLS.search(text)) or any("\ud800" <= c <= "\udfff" for c in text)


def _written(place: Prefix) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    usual = {"http": 80, "https": 443}[place.scheme] == place.port
    return f"{place.scheme}://{host}{'' if usual else f':{place.port}'}{place.path}"


def _with_table(text: str, name: str, tables: Mapping[str, Mapping[str, object]]) -> str | None:
    """The text with one table in it changed or new, and comments kept where that can be.

    None when it cannot be written without losing something.
    """
    starts = [found.start() for found in _HEADER.finditer(text)]
    cuts = [0, *starts, len(text)]
    parts = [text[start:end] for start, end in pairwise(cuts)]
    others = [part for part in parts if name not in (_parsed(part) or {})]
    try:
        rest = "".join(others).rstrip()
        edited = (rest + "\n\n" if rest else "") + toml_text({name: tables[name]})
        return edited if _parsed(edited) == tables else toml_text(tables)
    except ValueError:
        return None


def _parsed(text: str) -> dict[str, object] | None:
    import tomllib  # noqa: PLC0415  most readers have no passwords to keep

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
