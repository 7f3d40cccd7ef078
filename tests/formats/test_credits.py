"""Whose picture it is: cut off a caption, known by itself, joined, and never at a letter's cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.credits import is_credit, join, split_caption

_LABELLED = [
    "Foto: Max Muster/dpa",
    "Picture: Ann Lee/AP",
    "Photograph: Ann Lee/The Post",
    "Credit: Ann Lee",
    "Image: Ann Lee",
    "Source: World Bank",
    "Crédit photo : Jeanne Dupont / AFP",
    "Foto: Reprodução/TV",
    "Fotoğraf: AA",
    "Kuva: Matti Virtanen / Lehtikuva",
    "Fot. PAP/Jan Nowak",
    "Foto: ČTK",
    "Beeld: ANP",
    "Foto: Kari Berg / NTB",
    "Фото: ТАСС / Иван Иванов",
    "Φωτογραφία: Eurokinissi",
    "צילום: רויטרס",
    "تصوير: أحمد علي",
    "फोटो: पीटीआई",
]
_MARKED = [
    "Photo by Ann Lee via Getty Images",
    "Courtesy of Ann Lee",
    "Illustration by Ann Lee",
    "© AP / Ann Lee",
    "(c) Ann Lee",
]
_SIGNED = [
    "Ann Lee/Shutterstock",
    "Ann Lee / AP",
    "Ann Lee | Reuters",
    "REUTERS/Ann Lee",
    "NASA/JPL",
    "picture alliance / dpa",
    "picture alliance/dpa | Max Muster",
    "THE CANADIAN PRESS/Ann Lee",
    "Ann Lee for The Post",
    "Mike Blake/Reuters files",
    "Getty Images",
]


@pytest.mark.parametrize("credit", _LABELLED + _MARKED + _SIGNED)
def test_a_credit_after_a_full_stop_is_cut_off_and_is_a_credit_by_itself(credit: str) -> None:
    assert split_caption(f"The crowd at the gate. {credit}") == ("The crowd at the gate.", credit)
    assert is_credit(credit)
    assert split_caption(credit) == ("", credit)


@pytest.mark.parametrize("credit", _LABELLED + _MARKED + _SIGNED)
@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("[", "]")])
def test_brackets_around_a_credit_are_not_part_of_it(
    credit: str, opening: str, closing: str
) -> None:
    caption = f"The crowd at the gate {opening}{credit}{closing}"
    assert split_caption(caption) == ("The crowd at the gate", credit)
    assert is_credit(f"{opening}{credit}{closing}")


@pytest.mark.parametrize("credit", _LABELLED + _MARKED + _SIGNED)
def test_a_stroke_or_a_new_line_parts_caption_and_credit(credit: str) -> None:
    for stroke in (" | ", " – ", "\n"):
        caption = f"The crowd at the gate{stroke}{credit}"
        assert split_caption(caption) == ("The crowd at the gate", credit)


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The crowd at the gate Foto: CITY", ("The crowd at the gate", "Foto: CITY")),
        ("The crowd at the gate Getty Images", ("The crowd at the gate", "Getty Images")),
        ("The crowd at the gate REUTERS/Ann Lee", ("The crowd at the gate", "REUTERS/Ann Lee")),
        ("The hall. / ANN LEE", ("The hall.", "ANN LEE")),
        ("The hall. — Picture by Ann Lee", ("The hall.", "Picture by Ann Lee")),
        (
            "The hall. (Ann Lee/City Herald via AP, File)",
            ("The hall.", "Ann Lee/City Herald via AP, File"),
        ),
        ("A wolf (Symbolbild) Foto: dpa", ("A wolf (Symbolbild)", "Foto: dpa")),
        ("The hall. Foto/Ansa", ("The hall.", "Foto/Ansa")),
        ("The hall. city.test/Ann Lee", ("The hall.", "city.test/Ann Lee")),
        (
            "The hall. (Photo: City Photo / Ann Lee. Courtesy of the City)",
            ("The hall.", "Photo: City Photo / Ann Lee. Courtesy of the City"),
        ),
        ("The airport (Getty/Ann Lee)", ("The airport", "Getty/Ann Lee")),
        ("The hall (foto Ansa)", ("The hall", "foto Ansa")),
        ("会议现场。图片来源：新华社", ("会议现场。", "图片来源：新华社")),
        ("会议现场。新华社记者 鞠鹏 摄", ("会议现场。", "新华社记者 鞠鹏 摄")),
        ("会見する首相（写真＝共同）", ("会見する首相", "写真＝共同")),
        ("首相と会長【写真：ロイター】", ("首相と会長", "写真：ロイター")),
        ("회장이 말했다. (사진=연합뉴스)", ("회장이 말했다.", "사진=연합뉴스")),
        ("회장이 말했다. /연합뉴스", ("회장이 말했다.", "연합뉴스")),
        ("الرئيس في القاهرة (رويترز)", ("الرئيس في القاهرة", "رويترز")),
    ],
)
def test_publishers_many_ways_to_end_a_caption(caption: str, expected: tuple[str, str]) -> None:
    assert split_caption(caption) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("(Foto: Max Muster) Das Tor", ("Das Tor", "Foto: Max Muster")),
        (
            "Bildquelle: AFP | Das Tor, von dem nur noch die Reste stehen",
            ("Das Tor, von dem nur noch die Reste stehen", "Bildquelle: AFP"),
        ),
        (
            "Image source, AFP Image caption, The gate",
            ("Image caption, The gate", "Image source, AFP"),
        ),
    ],
)
def test_a_credit_may_stand_before_its_caption(caption: str, expected: tuple[str, str]) -> None:
    assert split_caption(caption) == expected


@pytest.mark.parametrize(
    "caption",
    [
        "NASA launched the rocket on Monday.",
        "AP reported the deaths on Monday.",
        "A man walks past the Reuters building in London",
        "The minister spoke to Reuters",
        "A woman looks at a photo of her son",
        "In this photo provided by the city, a bridge is seen.",
        "The photo: a symbol of the war",
        "KNIFE: The weapon that was used",
        "Photo: The two leaders shake hands after they signed the treaty in April.",
        "Workers of the Environmental Protection Agency (EPA)",
        "The prime minister in May 2025. (Jerusalem)",
        "Ann Lee (left) and Bo Nilsen (right)",
        "A talk between Democrats/Republicans",
        "The AC/DC concert in Munich",
        "Foto de familia de la segunda reunión",
        "Photo finish at the games",
        "The Photo/Video team",
        "A crowd at the square. New York City",
        "Source: see the notes below the table for how we counted",
        "A wolf (Symbolbild)",
        "他在北京说：图书馆很大",
        "사진을 찍는 사람들",
    ],
)
def test_a_caption_that_merely_speaks_of_pictures_and_agencies_stays_whole(caption: str) -> None:
    assert split_caption(caption) == (caption, "")
    assert not is_credit(caption)


@pytest.mark.parametrize("text", ["", "  ", "()", "Foto:", "©", "A sentence about photos.", "Ann"])
def test_no_credit_where_nobody_is_named(text: str) -> None:
    assert not is_credit(text)


def test_a_credit_given_in_two_brackets_is_kept_in_full() -> None:
    caption = "The gate. (Photo by Ann Lee / AFP) (Photo by ANN LEE/AFP via Getty Images)"
    credit = "Photo by Ann Lee / AFP Photo by ANN LEE/AFP via Getty Images"
    assert split_caption(caption) == ("The gate.", credit)
    assert split_caption("The long way to it. " * 30 + caption)[0].endswith("it. The gate.")


def test_join_says_each_credit_once_and_prefers_the_fuller() -> None:
    assert join(["Foto: AP", "(AP)", "AP"]) == "Foto: AP"
    assert join(["AP", "Ann Lee/AP"]) == "Ann Lee/AP"
    assert join(["Ann Lee", "", "Bo Nilsen"]) == "Ann Lee / Bo Nilsen"


_MARKS = (
    "( ) [ ] / | . : © — Foto: Photo by via AP dpa Getty Images Ann Lee 写真＝ 摄 for ,".split()
)
_pieces = st.one_of(st.text(max_size=12), st.sampled_from([*_MARKS, "\n"]))
_lines = st.lists(_pieces, max_size=40).map(" ".join)


def _letters(text: str) -> list[str]:
    return [letter for letter in text if letter.isalnum()]


@given(_lines, st.integers(0, 400))
def test_splitting_loses_and_invents_no_letter(line: str, before: int) -> None:
    line = "word " * before + line
    caption, credit = split_caption(line)
    found = (_letters(caption + credit), _letters(credit + caption))
    assert _letters(line) in found


@given(_lines)
def test_a_line_that_is_all_credit_leaves_no_caption(line: str) -> None:
    if is_credit(line):
        assert split_caption(line)[0] == ""


@pytest.mark.parametrize("mark", ["(", "/ ", ". ", "Foto: ", "© ", "| ", "Photo by ", "A/B ", "摄"])
def test_a_long_line_of_marks_keeps_its_letters(mark: str) -> None:
    line = mark * 6_000
    caption, credit = split_caption(line)
    assert _letters(caption + credit) == _letters(line)
    assert not is_credit(line)
