"""Names out of what pages give as author: "By Ann Lee, Reporter" is one, a mail address none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias

from brief_tui.formats import vocabulary
from brief_tui.formats.plain_title import plain_title
from brief_tui.formats.web_page.likeness import letters
from brief_tui.model.text import clean_line

Kind: TypeAlias = Literal["person", "agency", "organisation"]

KINDS: Final[tuple[Kind, ...]] = ("person", "agency", "organisation")
"""Whom a byline names, best first."""

NAME_LIMIT: Final = 20
"""Names in a byline."""

_LONGEST: Final = 300
_MOST_VALUES: Final = 60
_MOST_WORDS: Final = 5

_NO_NAME: Final = re.compile(
    r"(?:https?:|www\.|//)[^\s()]*|[\w.+-]+@[\w.-]+|(?<!\w)@\w+|[\w-]+\.(?:com|org|net)/\S*"
    r"|<[^>]*>|\d{4,}"
)
_LEAD: Final = re.compile(
    rf"\W*(?:(?i:{vocabulary.BYLINE_LEADS}|autore?|autora|auteur|authors?|posted by|published by"
    r"|reported by|interviewer|übersetzt von|présenté par|propos recueillis par|escrito por"
    r"|publicado por|publié par|écrit par|geschreven door|skrevet av|tekst)\s*[:：]\s*"
    r"|(?i:(?:posted |published |reported |written |story |words )?by +"
    r"|(?:escrito |publicado |publié |écrit )?(?:von|par|por|di|door|av|af|от) +(?=\S+ +\S)))"
    r"(?=[^\W\d_])"
)
_PARENTHESES: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_FIELDS: Final = re.compile(r"\s*(?:[|·•\n]|\s[–—-](?:\s|\Z))\s*")
_SEPARATORS: Final = re.compile(r"\s*[;/、،]\s*")
_COMMAS: Final = re.compile(r"\s*[,，]\s*")
_AND: Final = re.compile(
    r",?\s+(?:and|und|et|y|e|og|och|en|ja|и|та|і|with|mit|avec|con|&|\+)\s+", re.IGNORECASE
)
_SURE_AND: Final = re.compile(r"\s(?:and|und|&)\s")
_TAIL: Final = re.compile(
    r"\s+(?:(?:[Ff]or|in|at|from|aus|à|via|is|of)\s|[-–—]\s|on\s(?=[A-Z0-9])|contribut).*\Z"
)
_AGENCY: Final = re.compile(rf"(?:the )?(?:{vocabulary.AGENCIES})\.?\Z")
_AGENCY_TAIL: Final = re.compile(rf"\s+(?:{vocabulary.AGENCIES})\Z")
_IDEOGRAPHS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af・·]+")
_LATIN_TITLES: Final = re.compile(
    r"(?:(?:dr|prof|mr|mrs|ms|rev)\.?|rechtsanw[aä]lt(?:in)?)\s+", re.IGNORECASE
)

_ROLES: Final = frozenset(
    """reporter reporters editor editors editorial journalist journalists correspondent
    correspondents columnist columnists contributor contributors contributing writer writers staff
    senior junior chief deputy managing associate assistant executive freelance freelancer
    producer photographer photojournalist critic author analyst fellow intern bureau special
    political politics business technology tech science sports sport health economics economic
    foreign national international world news digital online video multimedia features feature
    investigative investigations education environment climate entertainment culture lifestyle
    redakteur redakteurin redaktion redaktionsleiter chefredakteur chefredakteurin autor autorin
    korrespondent korrespondentin journalistin volontär volontärin ressortleiter ressortleiterin
    leiter leiterin freier freie mitarbeiter mitarbeiterin stellvertretender
    journaliste rédacteur rédactrice auteur autrice chef cheffe correspondant correspondante
    redactor redactora periodista corresponsal enviado enviada autora repórter jornalista editora
    giornalista redattore redattrice redactie journalisten redaktør redaksjonen toimittaja
    kommentator kommentar published updated follow profile bio email contact share view posts
    guest team desk service services correspondente корреспондент обозреватель журналист редактор
    автор 记者 通讯员 编辑 作者 記者 編集 기자 특파원""".split()
)
_NOT_NAMES: Final = frozenset(
    """the a an your our my this that these all more read by about us team staff desk newsroom
    editors editorial redaktion redaktionen rédaction redacción redazione redaktionsteam agencies
    agency agencias agenturen agences press wire wires services service media network magazine
    times post news daily journal tribune gazette herald telegraph observer today online zeitung
    tageszeitung verlag gmbh ag ltd inc llc corp university institute foundation association
    company group club blog admin administrator webmaster user guest anonymous unknown none null
    undefined contributors correspondents wikipedia facebook twitter share follow subscribe
    newsletter comments comment photo photos getty images editor board радио редакция агентство
    report reports studio television radio tv channel community ministry department office
    contributor correspondent publishing publications center centre society""".split()
)
_PLACES: Final = frozenset(
    letters(name)
    for name in """new york, new delhi, new orleans, los angeles, las vegas, san francisco,
    san diego, san jose, santa fe, saint louis, st louis, washington dc, tel aviv, hong kong,
    kuala lumpur, buenos aires, rio de janeiro, são paulo, mexico city, ciudad de méxico,
    cape town, sri lanka, south africa, united states, united kingdom, frankfurt am main,
    den haag, the hague, abu dhabi, palma de mallorca, la paz, san juan, santo domingo,
    addis ababa, st petersburg, saint petersburg, санкт петербург""".split(",")
)
"""Places of two words, from which stories are sent: made like persons' names."""

_NOBODY: Final = frozenset(
    letters(name)
    for name in """admin administrator author autor user guest anonymous unknown none null undefined
    webmaster superuser root editor staff default test n/a by von redaktion""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what bears it."""

    text: str
    kind: Kind


def read_names(values: Iterable[str], publishers: Iterable[str] = ()) -> tuple[Name, ...]:
    """The distinct names in the texts that a page gives as its authors, in their order.

    ``publishers`` are names of the site, which follow persons' names ("Ann Lee The Post").
    """
    own = [name for name in publishers if name]
    found: dict[str, Name] = {}
    for value in islice(values, _MOST_VALUES):
        if has_person(found.values()) and _FIELDS.match(value):
            continue
        for name in _read(value, own):
            found.setdefault(letters(name.text), name)
    return tuple(islice(found.values(), NAME_LIMIT))


def has_person(names: Iterable[Name]) -> bool:
    """Whether one of the names is a person's."""
    return any(name.kind == "person" for name in names)


def without_asides(text: str) -> str:
    """The text without what stands in parentheses."""
    return " ".join(_PARENTHESES.sub(" ", text).split())


def is_signed(line: str) -> bool:
    """Whether a line begins as bylines do."""
    return len(line) <= _LONGEST and _LEAD.match(line) is not None


def agree(one: Name, other: Name) -> bool:
    """Whether two names may be the same person's: "Ann Lee" and "Ann Mary Lee"."""
    words, others = (set(name.text.casefold().split()) for name in (one, other))
    return letters(one.text) == letters(other.text) or len(words & others) >= 2


def is_person(text: str) -> bool:
    """Whether a text is made like one person's name."""
    if _IDEOGRAPHS.fullmatch(text):
        return 2 <= len(text) <= 10 and text[-1] not in "報报社網网部局会會紙誌志台视社"
    words = text.split()
    if letters(text) in _PLACES or "’s " in text or "'s " in text:
        return False
    if not 2 <= len(words) <= _MOST_WORDS or any(c.isdigit() or c in ":?!…_" for c in text):
        return False
    plain = [word.casefold().strip(".,’'") for word in words]
    if not _NOT_NAMES.isdisjoint(plain) or plain[-1] in _ROLES:
        return False
    return all(
        word in vocabulary.PARTICLES
        or written[0] in "\"“‘'("
        or not written[0].islower()
        or _inner_capital(written)
        for word, written in zip(plain, words, strict=True)
    ) and any(not written[0].islower() for written in words)


def _inner_capital(word: str) -> bool:
    """d'Arc, al-Masri, deJong."""
    return any(c.isupper() for c in word[1:])


def _read(value: str, publishers: list[str]) -> list[Name]:
    """The names in one text. Of its fields ("Ann Lee | Oslo | 1 May") one has the persons."""
    text = clean_line(plain_title(value[: 4 * _LONGEST]), _LONGEST)
    text = _NO_NAME.sub(" | ", text)
    asides = [inner for match in _PARENTHESES.findall(text) for inner in match if inner]
    bare = _PARENTHESES.sub(" ", text)
    found: list[Name] = []
    for field in (*_FIELDS.split(bare), *asides):
        lead = _LEAD.match(field)
        names = [_name(part, publishers) for part in _parts(field[lead.end() :] if lead else field)]
        found += [name for name in names if name]
        if has_person(found):
            break
    return found


def _parts(field: str) -> Iterator[str]:
    """The stretches of a field that may be a name each."""
    for stretch in _SEPARATORS.split(field):
        parts = [part for part in _COMMAS.split(stretch) if part]
        if len(parts) == 2 and _is_inverted(parts):
            parts = [f"{parts[1]} {parts[0]}"]
        for part in parts:
            yield from _between_ands(part)


def _is_inverted(parts: list[str]) -> bool:
    """Whether the parts are "Lee" and "Ann", as libraries write it."""
    return all(
        part.isalpha()
        and part.isascii()
        and part[0].isupper()
        and not _role(part)
        and not _AGENCY.match(part)
        for part in parts
    )


def _between_ands(part: str) -> Iterator[str]:
    """Both names of "Ann Lee and Bo Nilsen"; but "Ortega y Gasset" is one."""
    halves = _AND.split(part)
    whole = all(" " in half.strip() or _AGENCY.match(half.strip()) for half in halves)
    return iter(halves if whole or _SURE_AND.search(part) else [part])


def _name(part: str, publishers: list[str]) -> Name | None:
    """The name in one stretch, without roles, places and employers around it."""
    text = part.strip(" .,:;-–—*'\"“”„«»‘’|_~><=#")
    if lead := _LEAD.match(text):
        text = text[lead.end() :]
    if _AGENCY.match(text):
        return Name(text, "agency")
    whole = text
    text = _without_employer(_TAIL.sub("", text), publishers)
    text = _without_roles(_LATIN_TITLES.sub("", text, count=1)).strip(" .,:;-–—")
    if is_person(text) and not any(letters(text) == letters(name) for name in publishers):
        return Name(text, "person")
    key = letters(whole)
    if len(key) < 2 or key in _NOBODY or "_" in whole or len(whole.split()) > 8 or _role(whole):
        return None
    return Name(whole, "organisation")


def _without_employer(text: str, publishers: list[str]) -> str:
    text = _AGENCY_TAIL.sub("", text)
    folded = text.casefold()
    for name in publishers:
        for ending in (name, f"the {name}"):
            if folded.endswith(" " + ending.casefold()):
                return text[: -len(ending)].rstrip(" ,-–—|")
    return text


def _without_roles(text: str) -> str:
    """Without what persons are: "Senior Reporter Ann Lee" and "Ann Lee Redakteurin"."""
    words = text.split()
    while len(words) > 1 and _role(words[0]):
        words.pop(0)
    least = 1 if words and _IDEOGRAPHS.fullmatch(words[0]) else 2
    cut = next((i for i, word in enumerate(words) if i >= least and _role(word)), len(words))
    return " ".join(words[:cut])


def _role(text: str) -> bool:
    words = [word.strip(".,:()-").casefold() for word in text.split()]
    return bool(words) and all(set(word.split("-")) <= _ROLES for word in words)
