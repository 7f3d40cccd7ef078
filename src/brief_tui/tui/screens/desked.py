"""A screen with desks: which there are, and what each of them owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from brief_tui.tui.desks.adding import AddingDesk
from brief_tui.tui.desks.addresses import AddressesDesk
from brief_tui.tui.desks.base import Desk
from brief_tui.tui.desks.dispatch import Dispatch
from brief_tui.tui.desks.errands import ErrandsDesk
from brief_tui.tui.desks.events import EventsDesk
from brief_tui.tui.desks.feed_settings import FeedSettingsDesk
from brief_tui.tui.desks.fetching import FetchingDesk
from brief_tui.tui.desks.finding import FindingDesk
from brief_tui.tui.desks.frame import FrameDesk
from brief_tui.tui.desks.listing import ListingDesk
from brief_tui.tui.desks.marks import MarksDesk
from brief_tui.tui.desks.moving import MovingDesk
from brief_tui.tui.desks.outside import OutsideDesk
from brief_tui.tui.desks.pictures import PicturesDesk
from brief_tui.tui.desks.program import ProgramDesk
from brief_tui.tui.desks.progress import ProgressDesk
from brief_tui.tui.desks.refreshing import RefreshingDesk
from brief_tui.tui.desks.relating import RelatingDesk
from brief_tui.tui.desks.sources import SourcesDesk
from brief_tui.tui.desks.story import StoryDesk
from brief_tui.tui.desks.stretches import StretchesDesk
from brief_tui.tui.desks.views import ViewsDesk
from brief_tui.tui.desks.welcome import WelcomeDesk

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen


class DeskedScreen(Screen[None]):
    """The reader's state is with its desks; a command or a report goes to the one it concerns."""

    def make_desks(self) -> None:
        """All of them. Each finds the others by the screen's attributes when it acts."""
        screen = cast("ReaderScreen", self)
        self.frame = FrameDesk(screen)
        self.listing = ListingDesk(screen)
        self.events = EventsDesk(screen)
        self.stretches = StretchesDesk(screen)
        self.views = ViewsDesk(screen)
        self.story = StoryDesk(screen)
        self.progress = ProgressDesk(screen)
        self.fetching = FetchingDesk(screen)
        self.addresses = AddressesDesk(screen)
        self.finding = FindingDesk(screen)
        self.marks = MarksDesk(screen)
        self.sources_desk = SourcesDesk(screen)
        self.feed_settings = FeedSettingsDesk(screen)
        self.adding = AddingDesk(screen)
        self.refreshing = RefreshingDesk(screen)
        self.relating = RelatingDesk(screen)
        self.outside = OutsideDesk(screen)
        self.welcome = WelcomeDesk(screen)
        self.errands = ErrandsDesk(screen)
        self.pictures = PicturesDesk(screen)
        self.moving = MovingDesk(screen)
        self.program = ProgramDesk(screen)
        desks = [part for part in vars(self).values() if isinstance(part, Desk)]
        self.dispatch = Dispatch(screen, desks)
