"""Whether an entry is the story, or only says what a page has more of."""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats.feed.item import FeedItem
from brief_tui.formats.plain_title import plain_title
from brief_tui.formats.shapes import word_count
from brief_tui.model.article import Article, Figure, Listing, Paragraph, Quote, Table

_SHORT: Final = 80
"""Words: a description that has no more, and nothing but text, is the teaser of a page."""

_NO_STORY: Final = 250
"""Words: a text that has more may end in three dots because its author let it."""

_TAIL: Final = 600
_LONGEST_MORE: Final = 160
_TAG: Final = re.compile(r"<[^<>]*>")
_LINK: Final = re.compile(r"<a\s[^<>]*href", re.IGNORECASE)
_SET_APART: Final = re.compile(r"<(?:a|p|br|div|li|strong|span)(?=[\s/>])", re.IGNORECASE)
_ENDING_MARKS: Final = " .…[]()»\u00a0"

_MORE: Final = (
    "read more|read the rest|read the full|read full|read on|read the whole|read the article"
    "|continue reading|continued|keep reading|full story|full article|view article|more details"
    "|click here to read|learn more|see more|find out more|read story"
    "|weiterlesen|weiter lesen|mehr lesen|lesen sie mehr|lesen sie weiter|zum artikel|mehr dazu"
    "|den vollständigen artikel|jetzt lesen|mehr erfahren|ganzen artikel|zum vollständigen"
    "|lire la suite|lire plus|lire l[’']article|la suite|en savoir plus|continuer la lecture"
    "|continuer à lire"
    "|leer más|seguir leyendo|sigue leyendo|continuar leyendo|leer mas|leer el resto|ver más"
    "|leer completo"
    "|ler mais|leia mais|continuar a ler|continue lendo|continue a ler|saiba mais"
    "|leggi tutto|continua a leggere|leggi di più|leggi l[’']articolo|continua la lettura"
    "|leggi anche tutto"
    "|lees verder|lees meer|verder lezen|lees het hele"
    "|les mer|les mere|les hele|les videre|les saken|læs mere|læs videre|læs hele|fortsæt"
    "|läs mer|läs vidare|fortsätt läsa|läs hela|lue lisää|jatka lukemista|lesa meira|lesa áfram"
    "|czytaj dalej|czytaj więcej|więcej|číst dále|číst více|celý článek|čítať ďalej|viac"
    "|olvass tovább|tovább olvasom|tovább|citește mai mult|citește mai departe|mai mult"
    "|прочети повече|прочетете повече|читать далее|читать дальше|читать полностью|подробнее"
    "|читати далі|детальніше|διαβάστε περισσότερα|διαβάστε τη συνέχεια|συνέχεια"
    "|devamını oku|devamı|pročitaj više|pročitajte više|više|preberi več|skaityti daugiau"
    "|loe edasi|loe lähemalt|lasīt vairāk|lasīt tālāk|seguir llegint|llegir més|irakurri"
)
_ENDS_IN_MORE: Final = re.compile(
    rf"(?:^|[.…\])>»!?|]|\s{{2,}})[\s.…\[(]*(?:{_MORE})\b(?P<rest>[^.!?…]{{0,{_LONGEST_MORE}}})"
    r"[\s…»›>→⟶\]\[)(!:-]*(?:\.\.\.+)?[\s»›>→⟶]*\Z",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"(?:\[(?:…|\.\.\.+|&hellip;)\]|\((?:…|\.\.\.+)\))\W*\Z")
_DOTS: Final = re.compile(r"(?:…|\.\.\.+)[\s\"'”’»)]*\Z")
_OPEN_END: Final = re.compile(r"[^\W_]\Z|[,;–—-]\Z")
_FOOTER: Final = re.compile(
    r"(?:the post|the article|der beitrag|l[’']article|la entrada|l[’']articolo|het bericht"
    r"|innlegget|inlägget|indlægget|o post|o conteúdo|a entrada|artykuł|wpis|запись|artikkeli"
    r"|článek|l[’']entrada)\s.{1,500}?\s(?:appeared first on|first appeared on|was first published"
    r"|erschien zuerst auf|est apparu en premier sur|se publicó primero en"
    r"|aparece primero en|proviene da|sembra essere il primo su|verscheen eerst op"
    r"|dukket først opp på|dök först upp på|blev først udgivet|apareceu primeiro em"
    r"|pochodzi z serwisu|впервые появилась|julkaistiin ensin|byl naposledy přidán"
    r"|ha aparegut primer a)\s.{1,200}\Z",
    re.IGNORECASE | re.DOTALL,
)
_NOT_TEXT: Final = frozenset({"comments", "kommentare", "commentaires", "comentarios", "link"})


def is_footer(text: str) -> bool:
    """Whether a paragraph only says where the entry was published, as WordPress adds it."""
    return len(text) < 800 and _FOOTER.match(text.strip()) is not None


def cut_off(text: str) -> str:
    """The text without a mark that says it was cut ("[…]", "… Continue reading"); else ''."""
    line = text.rstrip()
    if more := _ENDS_IN_MORE.search(line[-_TAIL:]):
        start = max(0, len(line) - _TAIL)
        return line[: start + more.start()].rstrip(_ENDING_MARKS)
    for mark in (_CUT, _DOTS):
        if found := mark.search(line):
            return line[: found.start()].rstrip()
    return ""


def is_teaser(article: Article, item: FeedItem) -> bool:
    """Whether there is likely more on the entry's page than in the entry.

    Its text was cut off and says so, or it is a short description without a text beside it.
    A short text is whole where it was written to be: a note without a title, a picture, a
    recording, a few words around a link to somewhere else.
    """
    if not item.url or any(_is_recording(file.media_type) for file in item.enclosures):
        return False
    raw = item.content or item.summary
    tail = _ending(raw)
    if _CUT.search(tail) or _ENDS_IN_MORE.search(tail[-_LONGEST_MORE - 60 :]):
        return True
    if item.content and not _DOTS.search(tail):
        return False
    words = sum(word_count(block.text) for block in article.body if isinstance(block, Paragraph))
    if words < _NO_STORY and _DOTS.search(tail):
        return True
    return not item.content and _is_description(article, item, words, tail)


def _is_recording(media_type: str) -> bool:
    return media_type.startswith(("audio/", "video/"))


def _is_description(article: Article, item: FeedItem, words: int, tail: str) -> bool:
    """Whether a description that does not say so is a teaser all the same."""
    if not item.title:
        return False
    if words == 0 or tail.casefold() in _NOT_TEXT:
        return not any(isinstance(block, Figure) for block in article.body)
    if any(isinstance(block, Quote | Listing | Table) for block in article.body):
        return False
    paragraphs = [block for block in article.body if isinstance(block, Paragraph)]
    if len(paragraphs) > 2 or _LINK.search(item.summary):
        return False
    return words <= _SHORT or (len(paragraphs) == 1 and bool(_OPEN_END.search(tail)))


def _ending(raw: str) -> str:
    """The last words of a text without tags, a footer left out."""
    end = raw[-4 * _TAIL :]
    if len(raw) > len(end):
        end = end[end.find(">") + 1 :] if "<" in end else end
    paragraphs = re.split(r"</p\s*>|<p[\s>]|<br\s*/?>\s*<br\s*/?>|\n\s*\n", end)
    tail = ""
    for part in reversed(paragraphs):  # from the end: what is before it does not matter
        apart = _SET_APART.sub(r"|\g<0>", part)
        line = " ".join(plain_title(_TAG.sub(" ", apart)).split()).strip(" |")
        if not line or (not tail and is_footer(line)):
            continue
        tail = f"{line} | {tail}" if tail else line
        if len(tail) >= _TAIL:
            break
    return tail[-_TAIL:]
