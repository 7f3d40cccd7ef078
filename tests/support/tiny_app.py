"""A small Textual app, for the tests of the terminal that drives real ones."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key, Resize
from textual.widgets import Input, Static


class TinyApp(App[int]):
    """Shows its size, what is typed and the last key; ctrl+q ends it with 7."""

    CSS = "Static { background: #102030; color: #f0e0d0; text-style: bold; }"

    def compose(self) -> ComposeResult:
        yield Static("ready", id="state", markup=False)
        yield Input()

    def on_resize(self, event: Resize) -> None:
        self.query_one(Static).update(f"size {event.size.width}x{event.size.height}")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Static).update(f"港口 typed {event.value}!")

    def on_key(self, event: Key) -> None:
        if event.key in {"escape", "up", "tab"}:
            self.query_one(Static).update(f"key {event.key}")

    async def action_quit(self) -> None:
        self.exit(return_code=7)


if __name__ == "__main__":
    app = TinyApp()
    app.run()
    raise SystemExit(app.return_code)
