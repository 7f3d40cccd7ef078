"""The words with which makers of pages name the parts of a page, in classes and ids.

Words of the trade in English and a few that other languages use in markup; no publisher's
own. A box is taken for what a word says only where its text bears that out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from brief_tui.formats.html.tree import Element


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> tuple[frozenset[str], ...]:
    """Words that say something only together."""
    return tuple(_words(pair) for pair in text.replace("\n", "|").split("|") if pair.strip())


CAPTION: Final = _words(
    """caption captions figcaption legend legende photocaption imagecaption bildunterschrift
    bildtext pie cutline"""
)
CREDIT: Final = _words(
    """credit credits copyright photographer photocredit imagecredit creditline photographers
    bildnachweis bildquelle fotocredit bildrechte kreditering kreditlinje"""
)
CREDIT_IN_FIGURES: Final = CREDIT | _words(
    """byline agency source copy attribution rights author fotograf autor firma credito creditos
    contributor fonte fuente quelle urheber kuvaaja auteur droits license owner provider"""
)
"""Some of these mean other things elsewhere."""

PICTURE: Final = _words(
    """figure image img picture photo photos media gallery slideshow slide carousel video
    player lightbox bild foto imagen thumbnail illustration visual"""
)
GALLERY: Final = _words("gallery slideshow slide slides carousel lightbox galerie galeria")

RELATED: Final = _words(
    """related relateds recommended recommendation recommendations recirc recirculation
    readmore readalso seealso alsoread moreon onward trending popular teaser teasers promo
    promos richlink mostread mostviewed linked associated suggested similar interlink
    interlinks crosslink crosslinks linkbox linklist linkcard storycard readnext upnext
    morestories inlinelinks storylinks furtherreading alsolike yarpp relatedposts
    relacionada relacionadas relacionado relacionados verwandte lesetipp linkliste themenbox
    lire lireaussi alire relaterat relaterte relaterede lesogsa leesook leggianche correlati
    powiazane souvisejici kapcsolodo ilgili leiamais leiatambem"""
)
RELATED_PAIRS: Final = _pairs(
    """read more | read also | also read | see also | more stories | more news | more from
    read next | up next | most read | most popular | most viewed | also like | may like
    dont miss | must read | further reading | keep reading | link card | link box | link list
    story card | inline links | rich link | latest stories | top stories | editors picks
    lesen auch | zum thema | lire aussi | lea tambien | leggi anche | lees ook | leia tambem"""
)
FURNITURE: Final = _words(
    """newsletter newsletters signup subscribe subscription subscriptions optin mailinglist
    mailchimp regwall share sharing shares sharebar sharedaddy addtoany addthis sharethis social
    socials teilen partager compartir compartilhar comment comments disqus livefyre viafoura
    cookie cookies consent gdpr breadcrumb breadcrumbs submenu ad ads advert adverts
    advertisement advertising adslot adsense adsbygoogle dfp mpu leaderboard outbrain taboola
    mgid revcontent sponsor sponsored werbung anzeige publicite publicidad publicidade annons
    annonse reklama bookmark login donate donation donations membership appstore taglist
    keywords rating survey poll quiz authorbio reactions audioplayer texttospeech speechkit
    trinity beyondwords tags topics toolbar utility app follow feedback"""
)
"""Parts that are about the page or the paper, not the story."""

LAYER: Final = _words(
    """nav navigation menu popup modal tooltip overlay print
    widget promotion cta callout skip bio pagination speech listen paywall
    premium disclaimer correction corrections comment"""
)
"""How or where a part is shown. A story's text, its pictures and other stories may be there."""

_KICKER: Final = _words(
    """kicker eyebrow overline roofline topline supertitle suptitle pretitle prefix label badge
    flag tag category section topic rubric rubrik spitzmarke dachzeile oberzeile antetitulo
    volanta occhiello surtitre vignette tagline premium exclusive"""
)
_BIOGRAPHY: Final = _pairs(
    """author bio | author box | about author | author info | author card | author description
    author profile | author details | author biography | contributor bio | writer bio
    byline bio | meet author | autor info | autor box"""
)
BYLINE: Final = _words("byline bylines author authors writer contributor contributors autor")
PERSON: Final = BYLINE | _words(
    """avatar headshot mugshot gravatar portrait comment comments commenter commentlist forum
    biography autoren redakteur auteur"""
)
"""Around a picture: that of a writer, here or in the comments."""
DATE: Final = _words(
    "date dateline datetime published publish timestamp time updated pubdate datum"
)
DEK: Final = _words(
    """dek deck standfirst subtitle subheadline subhead subheading sapo lead lede intro summary
    abstract excerpt chapo vorspann teasertext entradilla preamble ingress description strap
    tagline sub kicker"""
)
HEADLINE: Final = _words("headline hed title heading entry")
QUOTE: Final = _words(
    """quote quotes blockquote pullquote pullquotes zitat cita citation citat citaat cytat
    citazione"""
)


def is_biography(element: Element) -> bool:
    """Whether the element is named for what it tells about an author."""
    return bool(element.words) and are_biographical(element.words)


def is_kicker(element: Element) -> bool:
    """Whether the element is named for the words over a headline."""
    return not element.words.isdisjoint(_KICKER)


def is_related(element: Element) -> bool:
    """Whether the element is named for other stories."""
    return bool(element.words) and are_related(element.words)


@lru_cache(maxsize=4096)
def are_related(words: frozenset[str]) -> bool:
    """The same as :func:`is_related` of the words in a name; the elements of a page share few."""
    return not words.isdisjoint(RELATED) or any(pair <= words for pair in RELATED_PAIRS)


@lru_cache(maxsize=4096)
def are_biographical(words: frozenset[str]) -> bool:
    """The same as :func:`is_biography` of the words in a name."""
    return any(pair <= words for pair in _BIOGRAPHY)
