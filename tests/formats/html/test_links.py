"""Where the links in a text lead."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief_tui.formats.html.links import link_address
from brief_tui.model.identity import canonical_url, resolve

BASES = ("", "http://coast.example/a/b", "https://coast.example/a?b=1", "edition:one/two")
_SIGNS = "abz09AZ/%:@!$&'()*+,=~._-"


@example("http://coast.example/a/../b//c", BASES[1])
@example("https://coast.example/%2e;a", BASES[2])
@example("https://coast.example:443/a", BASES[2])
@example("https://COAST.example/a", BASES[2])
@example("https://coast.example", BASES[2])
@given(
    st.builds(
        "{}://{}/{}".format,
        st.sampled_from(["http", "https"]),
        st.text("ab0.-", max_size=6),
        st.text(_SIGNS + ";?", max_size=12),
    ),
    st.sampled_from(BASES),
)
def test_an_address_that_is_whole_is_known_as_any_other_is(href: str, base: str) -> None:
    assert link_address(href, base) == canonical_url(resolve(base, href))


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/c", "https://coast.example/c"),
        ("c?utm_source=x", "https://coast.example/a/c"),
        ("https://other.example/d#e", "https://other.example/d#e"),
        ("#part", ""),
        ("javascript:alert(1)", ""),
        ("mailto:ann@coast.example", "mailto:ann@coast.example"),
    ],
)
def test_where_links_lead(href: str, address: str) -> None:
    assert link_address(href, "https://coast.example/a/b") == address


def test_a_page_whose_own_address_is_none_has_no_links() -> None:
    assert link_address("https://coast.example/a", "http://[") == ""
