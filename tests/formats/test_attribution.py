"""Who took the picture and for whom, out of the credit line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.attribution import Attribution, attribution


@pytest.mark.parametrize(
    ("credit", "people", "agencies"),
    [
        ("Foto: Max Muster/picture alliance/dpa", ["Max Muster"], ["picture alliance", "dpa"]),
        ("© Ana Pérez/ Agencia LOF/ dpa", ["Ana Pérez"], ["Agencia LOF", "dpa"]),
        ("AP Photo/Ann Lee", ["Ann Lee"], ["AP Photo"]),
        ("(Ann Lee/City Herald via AP, File)", ["Ann Lee"], ["City Herald", "AP"]),
        ("Ann Lee for Rest of City", ["Ann Lee"], ["Rest of City"]),
        ("Photograph: Ann Lee/The Post", ["Ann Lee"], ["The Post"]),
        ("Photos: Ann Lee and Bo Nilsen / TT", ["Ann Lee", "Bo Nilsen"], ["TT"]),
        ("EFE/EPA/ANN LEE", ["ANN LEE"], ["EFE", "EPA"]),
        ("REUTERS / Caitlin O'Hara", ["Caitlin O'Hara"], ["REUTERS"]),
        ("© 2024 Ann Lee. All rights reserved", ["Ann Lee"], []),
        ("(c) Ludwig van Dorp", ["Ludwig van Dorp"], []),
        ("Courtesy of Ann Lee", ["Ann Lee"], []),
        ("The Canadian Press", [], ["The Canadian Press"]),
        ("Fot. PAP/Jan Nowak", ["Jan Nowak"], ["PAP"]),
        ("新华社记者 鞠鹏 摄", ["鞠鹏"], ["新华社"]),
        ("사진=연합뉴스", [], ["연합뉴스"]),
        ("Foto: AP / AP", [], ["AP"]),
        ("", [], []),
    ],
)
def test_people_and_agencies_are_told_apart(
    credit: str, people: list[str], agencies: list[str]
) -> None:
    assert attribution(credit) == Attribution(tuple(people), tuple(agencies))


@given(st.text(max_size=200))
def test_every_name_stands_in_the_credit(credit: str) -> None:
    found = attribution(credit)
    for name in found.people + found.agencies:
        assert name
        assert "".join(name.split()) in "".join(credit.split())


@pytest.mark.parametrize("mark", ["/", " via ", "Foto: ", "(", "and ", ". "])
def test_only_the_beginning_of_an_endless_credit_is_read(mark: str) -> None:
    found = attribution("Ann Lee / " + mark * 6_000)
    assert "Ann Lee" in found.people
    assert sum(map(len, found.people + found.agencies)) <= 400
