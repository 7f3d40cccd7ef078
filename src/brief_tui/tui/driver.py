"""The terminal as Textual drives it, taken over from the overture.

Three things are other than in Textual's own driver, which this leans on (the version is
pinned, and ``tests/e2e/test_start.py`` guards it): it does not switch to the other screen
where that shows already, since the switch clears it in most terminals; keys wait until there
is a screen that they can be meant for; and the thread that reads them ends when it is told
to, not at its next look around, which made every leaving a fifth of a second longer.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import InputEvent, Paste
from textual.message import Message

if TYPE_CHECKING:
    from brief_tui.tui.app import BriefApp

_SWITCH: Final = "\x1b[?1049h"
_LOOK_EVERY: Final = 0.1
"""Seconds after which a lone escape is taken for the key."""


class BriefDriver(LinuxDriver):
    """Takes the terminal over."""

    def __init__(self, app: BriefApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._overture = app.overture
        self._waiting: list[Message] | None = None if app.overture is None else []
        self._deaf = False
        self._order = Lock()
        self._woken, self._waker = os.pipe()

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._overture is not None:
            self._overture.hand_over()
            self.attrs_before = self._overture.attributes or self.attrs_before

    def write(self, data: str) -> None:
        if data == _SWITCH and self._overture is not None and self._overture.is_on:
            return
        super().write(data)

    # Keys

    def let_in(self) -> None:
        """Give the app what was typed meanwhile, and from now on each key as it comes."""
        with self._order:
            waiting, self._waiting = self._waiting or (), None
            for message in waiting:
                super().process_message(message)

    def shut_out(self) -> None:
        """Pass no key on any more: the reader has left."""
        self._deaf = True

    def process_message(self, message: Message) -> None:
        with self._order:
            if isinstance(message, InputEvent | Paste):
                if self._deaf:
                    return
                if self._waiting is not None:
                    self._waiting.append(message)
                    return
            super().process_message(message)

    def run_input_thread(self) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        data = self._overture.take_typed() if self._overture is not None else b""
        while not self.exit_event.is_set():
            text = decode(data)
            # First of all whether an escape stood alone: what comes now is then no part of it.
            for event in (*parser.tick(), *(parser.feed(text) if text else ())):
                self.process_message(event)
            ready = select.select([self.fileno, self._woken], [], [], _LOOK_EVERY)[0]
            if self._woken in ready:
                os.read(self._woken, 1)
            data = b""
            if self.fileno in ready and not (data := os.read(self.fileno, 4096)):
                return  # there is nobody at the other end any more

    def disable_input(self) -> None:
        os.write(self._waker, b".")
        super().disable_input()
