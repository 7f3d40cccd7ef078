"""The items of a NewsML-G2 document, and what they are to each other.

A message carries a story's pictures as items of their own. They go to the stories that
point at them, or with which a package groups them; a picture that nobody points at is a
story itself. A package is told by its parts, and is a story only where none came along.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from brief_tui.formats.html.tree import Element
from brief_tui.formats.news_item import NewsItem, Picture, on_the_web
from brief_tui.formats.newsml_g2.item import PICTURES, headline_of, read_item, read_picture
from brief_tui.formats.newsml_g2.properties import item_class
from brief_tui.formats.xml_tree import XmlDocument, child, children, line
from brief_tui.model.article import RelatedLink
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

ITEMS = ("newsItem", "packageItem")


@dataclass(slots=True)
class Message:
    """The stories of a document, each with its index in it; and what could not be read."""

    stories: list[tuple[int, NewsItem]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_message(document: XmlDocument, base: str = "") -> Message:
    """Read every item; one that cannot be read does not stop the others."""
    reader = _Reader(document, base)
    return reader.read()


class _Reader:
    def __init__(self, document: XmlDocument, base: str) -> None:
        self._base = base
        self._message = Message()
        root = document.root
        inside = [i for part in children(root, "itemSet") for i in children(part, *ITEMS)]
        self._items = [root] if root.tag in ITEMS else inside
        self._unfinished = document.unfinished
        if document.problem:
            self._message.problems.append(document.problem)
        self._pictures: dict[str, Picture] = {}
        self._shown: set[str] = set()
        self._texts: dict[str, NewsItem] = {}
        self._packages: list[tuple[int, Element]] = []

    def read(self) -> Message:
        """Texts first, then what belongs to them, then what is left."""
        alone: list[tuple[int, Element]] = []
        for index, item in enumerate(self._items):
            if item in self._unfinished:
                self._message.problems.append(f"{_place(item)}the document ends within it")
            elif item.tag == "packageItem":
                self._packages.append((index, item))
            elif item_class(item) in PICTURES:
                self._pictures[item.get("guid")] = read_picture(item, self._base)
                alone.append((index, item))
            else:
                self._read_story(index, item)
        for text in self._texts.values():
            text.pictures = [self._whole(picture) for picture in text.pictures]
        for index, package in self._packages:
            self._read_package(index, package)
        for index, item in alone:
            if item.get("guid") not in self._shown:
                self._read_story(index, item)
        self._message.stories.sort(key=lambda story: story[0])
        return self._message

    def _read_story(self, index: int, item: Element) -> None:
        try:
            news = read_item(item, self._base)
        except FormatError as error:
            self._message.problems.append(f"{_place(item)}{error}")
            return
        self._message.stories.append((index, news))
        if item_class(item) not in PICTURES:
            self._texts[item.get("guid")] = news
        self._message.problems += [f"{_place(item)}{problem}" for problem in news.problems]

    def _whole(self, picture: Picture) -> Picture:
        """The picture as its own item has it, where that came along."""
        for address in picture.addresses & self._pictures.keys():
            self._shown.add(address)
            own = self._pictures[address]
            image = own.figure.image or picture.figure.image
            return Picture(replace(own.figure, image=image), own.addresses | picture.addresses)
        return picture

    def _read_package(self, index: int, package: Element) -> None:
        refs = list(package.all("itemRef"))
        texts = [text for ref in refs if (text := self._texts.get(ref.get("residref")))]
        if not texts:
            self._read_bare_package(index, package, refs)
            return
        groups = [package] if len(texts) == 1 else list(package.all("group"))
        for group in groups:
            self._give_pictures(group)
        main, *others = texts
        main.links += [RelatedLink(text.headline, text.url) for text in others]
        main.links += self._elsewhere(refs)

    def _read_bare_package(self, index: int, package: Element, refs: list[Element]) -> None:
        """A package none of whose stories came along: its headline, and where they are."""
        news = NewsItem(uri=package.get("guid"), headline=headline_of(package))
        news.links = list(self._elsewhere(refs))
        version = line(child(package, "itemMeta", "versionCreated"))
        news.release(None, news.date("versionCreated", version), None)
        if news.links:
            self._message.stories.append((index, news))
        else:
            self._message.problems.append(f"{_place(package)}the package holds no story")

    def _give_pictures(self, group: Element) -> None:
        """Give the pictures in a group to the one story in it."""
        guids = [ref.get("residref") for ref in group.all("itemRef")]
        texts = [self._texts[guid] for guid in guids if guid in self._texts]
        if len(texts) != 1:
            return
        for guid in guids:
            if guid in self._pictures and guid not in self._shown:
                self._shown.add(guid)
                texts[0].pictures.append(self._pictures[guid])

    def _elsewhere(self, refs: list[Element]) -> Iterator[RelatedLink]:
        """The stories of a package that are not in this document."""
        for ref in refs:
            known = ref.get("residref") in self._texts or ref.get("residref") in self._pictures
            title = line(child(ref, "title"))
            if not known and title and item_class(ref) not in PICTURES:
                href = ref.get("href") or ref.get("residref")
                yield RelatedLink(title, on_the_web(href))


def _place(item: Element) -> str:
    guid = clean_line(item.get("guid"), 100)
    return f"{guid}: " if guid else ""
