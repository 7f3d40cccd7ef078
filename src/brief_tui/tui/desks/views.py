"""Views: choosing one, keeping a search as one, forgetting it."""

from __future__ import annotations

from datetime import UTC, datetime

from brief_tui.model.listing import View
from brief_tui.model.query import combine, parse_query, write
from brief_tui.model.query_nodes import Query
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.desks.listing import ALL
from brief_tui.tui.messages import Said, ViewsFound
from brief_tui.tui.screens.chooser import Choice, Chooser
from brief_tui.tui.screens.prompt import Prompt


class ViewsDesk(Desk):
    """Answers for the views. Which one is listed is the listing's to know."""

    def handlers(self) -> Handlers:
        return {
            "view.choose": self.choose,
            "view.save": self.save,
            "view.delete": self.delete,
        }

    def hears(self) -> Hearers:
        return {ViewsFound: self.found}

    def choose(self) -> None:
        """Ask for the views, to choose from."""
        library = self.screen.library
        self.screen.lanes.rows.ask(lambda: ViewsFound(library.views()))

    def found(self, message: ViewsFound) -> None:
        """Let the reader choose among the views."""
        views = message.views
        kinds = {"section": "section", "saved": "saved"}
        choices = [
            Choice(view.name, view.id, _counts(view), kinds.get(view.kind, "")) for view in views
        ]
        by_id = {view.id: view for view in views}

        def chosen(view_id: str | None) -> None:
            if view_id is not None:
                self.screen.listing.show_view(by_id[view_id])

        at = self.screen.listing.view.id
        self.screen.app.push_screen(Chooser(self.screen.looks, "Views", choices, at=at), chosen)

    def save(self) -> None:
        """Keep what is listed under a name."""
        text = self._listed()

        def named(name: str | None) -> None:
            if name and name.strip():
                view = View(name.strip(), text, "saved")
                self.screen.lanes.writing.ask(lambda: self._keep(view))
                self.screen.listing.show_view(view)

        title = f"Save “{text}” as a view" if text else "Save all stories as a view"
        self.screen.app.push_screen(
            Prompt(self.screen.looks, title, "a name; enter keeps it, esc leaves"), named
        )

    def _listed(self) -> str:
        """The query of what is listed: a search stands alone, a filter narrows its view.

        It is kept as it was typed where that says the same, so that "newer:7d" stays young.
        """
        listing, now = self.screen.listing, datetime.now(UTC)
        if listing.search or not (listing.filter and listing.view.query):
            return listing.text or listing.view.query
        view, narrower = (parse_query(t, now) for t in (listing.view.query, listing.filter))
        if not (isinstance(view, Query) and isinstance(narrower, Query)):
            return listing.filter
        both = combine(view, narrower)
        for text in (
            f"{listing.view.query} {listing.filter}",
            f"({listing.view.query}) ({listing.filter})",
        ):
            query = parse_query(text, now)
            if isinstance(query, Query) and (query.root, query.sort) == (both.root, both.sort):
                return text
        return write(both)

    def _keep(self, view: View) -> Said:
        self.screen.library.save_view(view.name, view.query)
        return Said(f"Kept as “{view.name}”")

    def delete(self) -> None:
        """Forget the saved view that is listed."""
        view, library = self.screen.listing.view, self.screen.library
        if view.kind != "saved":
            self.screen.frame.say("Only a saved view can be deleted", error=True)
            return

        def job() -> Said:
            library.delete_view(view.name)
            return Said(f"View “{view.name}” deleted")

        self.screen.lanes.writing.ask(job)
        self.screen.listing.show_view(ALL)


def _counts(view: View) -> str:
    if view.total < 0:
        return ""
    return f"{view.unread:,} unread of {view.total:,}" if view.unread else f"{view.total:,}"
