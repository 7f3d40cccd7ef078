"""What a story is about, as terms with weights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from brief_tui.model.article import Article
from brief_tui.related.likeness import Frequencies, likeness
from brief_tui.related.reasons import reason
from brief_tui.related.stemming import language_of
from brief_tui.related.terms import MOST, Terms, term, terms_of, unpacked, unsigned
from brief_tui.related.tokens import tokens
from tests.archive.stories import story
from tests.support.strategies import articles


def spelt(terms: Terms) -> dict[str, Sequence[str]]:
    """The terms by their first spelling."""
    return {ways[0]: ways for _, ways in terms.spelt}


def weight(terms: Terms, text: str) -> float:
    return unpacked(terms.packed).get(term(text), 0.0)


def test_forms_of_a_word_are_one_term_in_the_languages_of_europe() -> None:
    for language, forms in {
        "en-GB": "sanction sanctions sanctioned",
        "de": "Fabrik Fabriken",
        "fr": "usine usines",
        "es": "fábrica fábricas",
        "ru": "завод заводы заводов",
        "it": "fabbrica fabbriche",
    }.items():
        terms = terms_of(story("a", "Other", body=forms, language=language))
        assert tuple(forms.split()) in spelt(terms).values(), language


def test_the_language_is_told_by_the_text_where_nobody_says_it() -> None:
    text = "Die Regierung hat die Fabrik und die anderen Fabriken in der Stadt geschlossen."
    terms = terms_of(story("a", "Kopf", body=text, language=""))
    assert spelt(terms)["Fabrik"] == ("Fabrik", "Fabriken")
    assert "die" not in spelt(terms)


def test_common_words_are_no_terms_unless_in_capitals() -> None:
    terms = terms_of(
        story("a", "Head", body="The US and the rules for AI are with us.", language="en")
    )
    assert {"US", "AI", "rules"} <= set(spelt(terms))
    assert not {"The", "and", "the", "us", "with"} & set(spelt(terms))


def test_headlines_and_names_weigh_more() -> None:
    body = "A report says that Kestrel opened a plant."
    terms = terms_of(story("a", "Turbine", body=body, language="en"))
    assert weight(terms, "turbin") > weight(terms, "kestrel") > weight(terms, "plant") > 0


def test_two_names_side_by_side_are_a_term_of_their_own() -> None:
    terms = terms_of(story("a", "Head", body="It was said that Maria Ostrova left.", language="en"))
    assert "Maria Ostrova" in spelt(terms)
    assert "Ostrova left" not in spelt(terms)


def test_a_script_without_spaces_is_taken_two_characters_at_a_time() -> None:
    terms = terms_of(story("a", "标准委员会", body="中芯国际", language="zh"))
    assert {"标准", "准委", "中芯", "国际"} <= set(spelt(terms))


def test_an_elision_is_not_part_of_a_word() -> None:
    assert [token.spelt for token in tokens("l’usine d'Airbus n’est", "fr")] == [
        "usine",
        "Airbus",
        "est",
    ]


def test_a_name_is_one_inside_a_sentence() -> None:
    named = [
        token.spelt for token in tokens("Today Kestrel spoke. Later, Osprey.", "en") if token.name
    ]
    assert named == ["Kestrel", "Osprey"]


@given(article=articles())
def test_whatever_a_story_is_its_terms_are_few_and_it_is_like_itself(article: Article) -> None:
    terms = terms_of(article)
    assert len(terms.packed) <= MOST
    assert list(terms.packed) == sorted(terms.packed)
    frequencies = Frequencies()
    frequencies.add(terms.packed)
    frequencies.add(terms_of(story("other", "Something else entirely")).packed)
    own = frequencies.vector(terms.packed)
    if any(own.values()):
        assert likeness(own, own) == pytest.approx(1)
    assert likeness(own, {}) == 0


def english(headline: str, body: str) -> Article:
    return story(headline, headline, body=body, language="en")


def test_a_reason_names_what_both_have_as_the_first_spells_it() -> None:
    one = terms_of(
        story("a", "Sanctions against Kestrel", body="The factory of Kestrel Air.", language="en")
    )
    other = terms_of(
        story("b", "Kestrel sanctioned", body="One more factory closes.", language="en")
    )
    frequencies = Frequencies()
    for each in (one, other, terms_of(story("c", "Weather", body="Rain."))):
        frequencies.add(each.packed)
    own, others = (frequencies.vector(each.packed) for each in (one, other))
    said = reason(own, others, dict(one.spelt))
    assert said.startswith("both: ")
    assert set(said.removeprefix("both: ").split(", ")) == {"Kestrel", "Sanctions", "factory"}


def test_there_is_no_reason_without_anything_in_common() -> None:
    assert reason({1: 1.0}, {2: 1.0}, {1: ("one",)}) == ""


def test_of_two_names_and_one_of_them_the_two_are_named() -> None:
    one = {1: 0.8, 2: 0.5, 3: 0.3}
    ways = {1: ("Ostrova",), 2: ("Maria Ostrova",), 3: ("harbour",)}
    assert reason(one, one, ways) == "both: Maria Ostrova, harbour"


def test_parts_of_a_long_name_are_named_as_one() -> None:
    one = {1: 0.8, 2: 0.5, 3: 0.3, 4: 0.3}
    ways = {1: ("George W",), 2: ("W Bush",), 3: ("President George",), 4: ("Iraq",)}
    text = "It was President George W Bush who spoke of Iraq."
    assert reason(one, one, ways, text.__contains__) == "both: President George W Bush, Iraq"
    apart = "President George said: George W, not W Bush."
    said = reason(one, one, ways, apart.__contains__)
    assert said == "both: George W, W Bush, President George"


def test_what_is_written_without_spaces_is_named_as_long_as_it_is() -> None:
    one = {1: 0.8, 2: 0.5, 3: 0.3}
    ways = {1: ("コロ",), 2: ("ロナ",), 3: ("東京",)}
    assert reason(one, one, ways, "東京のコロナ".__contains__) == "both: コロナ, 東京"


def test_many_terms_of_one_weight_are_a_reason_as_well() -> None:
    one = dict.fromkeys(range(40), 0.1)
    ways = {n: (f"word{n}",) for n in range(40)}
    assert reason(one, one, ways) == "both: word0"


@pytest.mark.parametrize(
    ("headline", "publisher", "left"),
    [
        ("Ferry aground off Velmouth - Coast News", "", "Ferry aground off Velmouth"),
        ("Ferry aground off Velmouth | the coast", "The Coast", "Ferry aground off Velmouth"),
        ("Ferry aground - Coast News | Coast.example", "", "Ferry aground"),
        ("Ferry aground off Velmouth – owner says nothing", "", None),
        ("渡轮在港口搁浅 - 海岸报", "", "渡轮在港口搁浅"),
        ("Coast News", "Coast News", None),
    ],
)
def test_who_tells_it_is_no_part_of_a_headline(
    headline: str, publisher: str, left: str | None
) -> None:
    assert unsigned(headline, publisher) == (left or headline)


def stems_of(text: str, language: str = "en") -> list[str]:
    return [token.stem for token in tokens(text, language)]


def test_abbreviations_and_figures_are_one_word_each() -> None:
    assert stems_of("U.S. and US troops") == ["us", "and", "us", "troop"]
    assert stems_of("5,753 and 5.753 and 5753") == ["5753", "and", "5753", "and", "5753"]
    assert stems_of("3.5 and 3,5") == ["3.5", "and", "3.5"]
    terms = terms_of(story("a", "Head", body="COVID-19 killed 93 of 5,753.", language="en"))
    assert {"COVID", "5,753"} <= set(spelt(terms))
    assert not {"19", "93"} & set(spelt(terms))


def test_a_name_that_begins_a_sentence_is_one_where_another_name_follows() -> None:
    terms = terms_of(story("a", "Maria Ostrova left", body="George W. Bush came.", language="en"))
    assert {"Maria Ostrova", "George W", "W Bush"} <= set(spelt(terms))
    apart = terms_of(story("a", "Head", body="It was Ostrova, Maria, who left.", language="en"))
    assert "Ostrova Maria" not in spelt(apart)


def test_in_capitals_throughout_nothing_is_a_name() -> None:
    terms = terms_of(story("a", "KESTREL MAY SELL ITS UNIT", language="en"))
    assert "MAY" not in spelt(terms)
    assert not any(" " in ways[0] for _, ways in terms.spelt)


def test_a_name_is_the_same_in_languages_that_do_not_inflect_it() -> None:
    french, italian = (
        terms_of(story("a", "x", body=f"Il y a {name}.", language=language))
        for name, language in (("Zarco", "fr"), ("Zarco", "it"))
    )
    assert weight(french, "zarco") == weight(italian, "zarco") > 0


def test_hiragana_and_the_day_say_nothing() -> None:
    terms = terms_of(story("a", "x", body="東京でコロナが広がった", language="ja"))
    assert set(spelt(terms)) == {"東京", "コロ", "ロナ"}
    assert "Sunday" not in spelt(terms_of(story("a", "x", body="On Sunday", language="eng")))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kellyanne Conway to leave White House before election", "en"),
        ("Siete muertos en las últimas horas elevan los fallecidos", "es"),
        ("Путин подписал закон", "ru"),
        ("Президент підписав закон", "uk"),
        ("Regjeringen vil ikke gi etter for kravet", "nb"),
        ("Kestrel", ""),
    ],
)
def test_the_language_of_a_headline_is_told(text: str, language: str) -> None:
    assert language_of(text.casefold().split()) == language
