"""Credentials: which address gets which, how they are kept, and that nothing shows them."""

from __future__ import annotations

import os
import tomllib
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.addresses import prefix_of
from brief_tui.config.credentials import Credentials, CredentialsFile, split_userinfo
from brief_tui.config.toml_writer import toml_text
from brief_tui.model.errors import ConfigError, SourceError

SECRET = "hunter2"
FULL = f"""
# kept by hand
["https://example.org/feeds/"]
user = "ann"
password = "{SECRET}"

["https://example.org/feeds/deep"]
user = "deep"
password = "p"

["http://192.168.1.5:8080"]
user = "lan"
password = ""

["https://tokens.example.org"]
headers = {{Authorization = "Bearer {SECRET}", X-Key = "k e y"}}
"""


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "credentials.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def user(file: CredentialsFile, url: str) -> str | None:
    found = file.for_url(url)
    return found.user if found else None


def test_a_file_that_is_not_there_has_nothing_in_it(tmp_path: Path) -> None:
    file = CredentialsFile(tmp_path / "none.toml")
    assert file.for_url("https://example.org/") is None
    assert file.problems == ()


def test_what_is_in_the_file_is_had(tmp_path: Path) -> None:
    file = CredentialsFile(write(tmp_path, FULL))
    assert file.problems == ()
    assert file.for_url("https://example.org/feeds/a.xml?x=1#y") == Credentials("ann", SECRET)
    headers = (("Authorization", f"Bearer {SECRET}"), ("X-Key", "k e y"))
    assert file.for_url("https://tokens.example.org") == Credentials(headers=headers)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/feeds/", "ann"),
        ("https://EXAMPLE.org:443/feeds/x", "ann"),
        ("https://example.org/feeds/deep", "deep"),
        ("https://example.org/feeds/deep/er?q", "deep"),
        ("https://example.org/feeds/deeper", "ann"),
        ("http://192.168.1.5:8080/any", "lan"),
        ("https://example.org/feeds", None),
        ("https://example.org/", None),
        ("http://example.org/feeds/a.xml", None),
        ("https://example.org:8443/feeds/a.xml", None),
        ("https://sub.example.org/feeds/a.xml", None),
        ("https://example.org.evil.example/feeds/", None),
        ("https://example.org@evil.example/feeds/", None),
        ("https://evil.example\\@example.org/feeds/", None),
        ("https://example.org\\.evil.example/feeds/", None),
        ("https://example.org/feeds/../private", None),
        ("https://example.org/feeds/%2e%2E/private", None),
        ("https://example.org/feeds/..%2fprivate", None),
        ("https://example.org/feeds/a b", None),
        ("https://example.org/feeds/\n", None),
        ("https://192.168.1.5:8080/any", None),
        ("http://192.168.1.5/any", None),
        ("ftp://example.org/feeds/", None),
        ("https://[broken", None),
        ("https://example.org:99999/feeds/", None),
        ("/feeds/", None),
        ("", None),
    ],
)
def test_credentials_go_to_their_own_place_alone(
    tmp_path: Path, url: str, expected: str | None
) -> None:
    assert user(CredentialsFile(write(tmp_path, FULL)), url) == expected


def test_the_example_in_the_documentation_has_no_mistake(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "configuration.md"
    examples = page.read_text(encoding="utf-8").split("```toml\n")
    (example,) = (each.split("```")[0] for each in examples if "password_command" in each)
    file = CredentialsFile(write(tmp_path, example), " ".join)
    assert file.problems == ()
    known = file.for_url("https://example.org/feeds/a.xml")
    assert known == Credentials("ann", "pass show example.org")


def test_a_host_is_the_same_in_either_spelling(tmp_path: Path) -> None:
    file = CredentialsFile(write(tmp_path, '["https://bücher.example"]\nuser = "ann"'))
    assert user(file, "https://xn--bcher-kva.example/feed") == "ann"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("user = 5", "for 'https://example.org/', user should be text in quotes, not a number"),
        ("user = 'u'\npassword = 12345", "password should be text in quotes, not a number;"),
        ("user = 'u:v'", "a user's name has no ':' and no control characters"),
        ("user = 'u'\npassword = \"hunter2\\u0000\"", "it has control characters; it is left out"),
        ("password = 'hunter2'", "there is no user"),
        ("user = 'u'\npassword_command = 7", "password_command should be a command in quotes"),
        (
            "user = 'u'\npassword = 'hunter2'\npassword_command = 'x'",
            "there is both a password and a password_command",
        ),
        ("headers = 'hunter2'", "headers should be a table, that is, lines below [headers], not t"),
        ("headers = {Host = 'hunter2'}", "there is a header that cannot be sent"),
        ('headers = {"A b" = "hunter2"}', "there is a header that cannot be sent"),
        (
            'headers = {X = "hunter2\\r\\nY: z"}',
            "the header X should be of ASCII characters on one",
        ),
        ("user = 'u'\npasword = 'hunter2'", "no setting 'pasword' (did you mean 'password'?)"),
    ],
)
@pytest.mark.hostile(case=44)
def test_a_mistake_is_told_without_the_secret(tmp_path: Path, line: str, told: str) -> None:
    file = CredentialsFile(write(tmp_path, f'["https://example.org/"]\n{line}\n'))
    (problem,) = file.problems
    assert told in problem
    assert "it is left out" in problem
    assert SECRET not in problem
    assert "12345" not in problem
    assert file.for_url("https://example.org/") is None


@pytest.mark.parametrize(
    "text",
    [
        f'["https://ann:{SECRET}@example.org/"]\nuser = "u"',
        f'["https://{SECRET}@example.org/"]\nuser = "u"',
        f'"https://ann:{SECRET}@example.org/" = 5',
        f'["https://ann:{SECRET}@example.org/"]\n["https://ann:{SECRET}@example.org/"]',
        f'["https://example.org/feed?token={SECRET}"]\nuser = "u"',
        f'"example.org" = "{SECRET}"',
        f'["https://example.org/"]\npassword = "{SECRET}\\q"',
        f'["https://example.org/"]\npassword = {SECRET}',
        f'["https://example.org/"]\n{SECRET} = = 1',
    ],
)
@pytest.mark.hostile(case=44)
def test_no_problem_of_a_broken_file_holds_what_stands_there(tmp_path: Path, text: str) -> None:
    file = CredentialsFile(write(tmp_path, text))
    assert file.problems
    assert SECRET not in " ".join(file.problems)
    assert file.for_url("https://example.org/") is None


def test_a_file_that_others_can_read_is_told_of_and_used(tmp_path: Path) -> None:
    path = write(tmp_path, FULL, 0o644)
    file = CredentialsFile(path)
    assert file.problems == (f"{path} can be read by others; chmod 600 makes it yours alone",)
    assert user(file, "https://example.org/feeds/") == "ann"


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    file = CredentialsFile(tmp_path)
    assert "cannot be read" in file.problems[0]
    with pytest.raises(ConfigError, match="cannot be read"):
        file.keep("https://example.org/", "ann", "p")


COMMAND = """
["https://example.org/"]
user = "ann"
password_command = ["pass", "show", "example.org"]
"""


def test_a_password_command_is_asked_once_and_when_needed(tmp_path: Path) -> None:
    asked: list[tuple[str, ...]] = []

    def ask(words: tuple[str, ...]) -> str:
        asked.append(words)
        return SECRET

    file = CredentialsFile(write(tmp_path, COMMAND), ask)
    assert file.for_url("https://other.example/") is None
    assert asked == []
    for _ in range(3):
        assert file.for_url("https://example.org/feed") == Credentials("ann", SECRET)
    assert asked == [("pass", "show", "example.org")]


@pytest.mark.hostile(case=44)
def test_a_password_command_that_fails_is_asked_once_too(tmp_path: Path) -> None:
    asked: list[tuple[str, ...]] = []

    def ask(words: tuple[str, ...]) -> str:
        asked.append(words)
        raise SourceError("pass ended with code 2")

    file = CredentialsFile(write(tmp_path, COMMAND), ask)
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"for example\.org could not be had: pass ended"):
            file.for_url("https://example.org/")
    assert len(asked) == 1
    garbled = CredentialsFile(write(tmp_path, COMMAND), lambda _: f"{SECRET}\x00")
    with pytest.raises(ConfigError, match="gave no password") as caught:
        garbled.for_url("https://example.org/")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_password_is_kept_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "credentials.toml"
    file = CredentialsFile(path)
    before = os.umask(0)
    try:
        file.keep("https://Example.org/feed.xml?id=1", "ann", SECRET)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [child.name for child in path.parent.iterdir()] == ["credentials.toml"]
    expected = {"https://example.org/feed.xml": {"user": "ann", "password": SECRET}}
    assert tomllib.loads(path.read_text()) == expected
    for known in (file, CredentialsFile(path)):
        assert known.for_url("https://example.org/feed.xml?id=2") == Credentials("ann", SECRET)


def test_what_else_is_in_the_file_stays(tmp_path: Path) -> None:
    path = write(tmp_path, FULL, 0o644)
    file = CredentialsFile(path)
    file.keep("https://example.org/feeds/deep", "new", "q")
    file.keep("https://[::1]:8443/x", "six", "s")
    text = path.read_text()
    assert "# kept by hand" in text
    assert path.stat().st_mode & 0o777 == 0o600
    expected: dict[str, object] = tomllib.loads(FULL)
    expected["https://example.org/feeds/deep"] = {"user": "new", "password": "q"}
    expected["https://[::1]:8443/x"] = {"user": "six", "password": "s"}
    assert tomllib.loads(text) == expected
    assert user(file, "https://[::1]:8443/x/y") == "six"
    assert file.problems == ()


def test_a_kept_password_takes_the_place_of_a_command_and_leaves_headers(tmp_path: Path) -> None:
    text = f'{COMMAND}\n["https://example.org/".headers]\nX-A = "b"\n'
    file = CredentialsFile(write(tmp_path, text))
    file.keep("https://example.org", "bob", "p")
    assert file.for_url("https://example.org/x") == Credentials("bob", "p", (("X-A", "b"),))


def test_a_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    CredentialsFile(link).keep("https://example.org/", "ann", "p")
    assert link.is_symlink()
    assert "ann" in path.read_text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = = 1", "has a mistake in it, and has not been changed"),
        (f'key = "{SECRET}"', "has a mistake in it, and has not been changed"),
    ],
)
def test_a_file_with_a_mistake_is_not_written_over(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=told) as caught:
        CredentialsFile(path).keep("https://example.org/", "ann", "p")
    assert SECRET not in str(caught.value)
    assert path.read_text() == text


def test_what_cannot_be_written_back_is_not_lost(tmp_path: Path) -> None:
    # A line within a text that looks like the head of a table, and a value that we do not write.
    text = 'a = {b = """\n["https://example.org/"]\n""", c = 07:32:00}\n'
    path = write(tmp_path, text)
    CredentialsFile(path).keep("https://example.org/", "ann", "p")
    assert path.read_text().startswith(text)


@pytest.mark.parametrize(
    ("url", "name", "password"),
    [
        ("ftp://example.org/", "ann", "p"),
        ("https://example.org/../x", "ann", "p"),
        ("https://example.org/", "", SECRET),
        ("https://example.org/", "a:b", SECRET),
        ("https://example.org/", "a\nb", SECRET),
        ("https://example.org/", "ann", f"{SECRET}\n"),
        ("https://example.org/", "ann", f"{SECRET}\ud800"),
    ],
)
def test_what_cannot_be_sent_is_not_kept(
    tmp_path: Path, url: str, name: str, password: str
) -> None:
    path = tmp_path / "credentials.toml"
    with pytest.raises(ConfigError) as caught:
        CredentialsFile(path).keep(url, name, password)
    assert SECRET not in str(caught.value)
    assert not path.exists()


@pytest.mark.hostile(case=44)
def test_no_value_shows_a_secret(tmp_path: Path) -> None:
    known = Credentials("ann", SECRET, (("X-Key", SECRET),))
    file = CredentialsFile(write(tmp_path, FULL))
    for value in (known, [known], file, vars(file)):
        for text in (repr(value), str(value), f"{value}", f"{value!r}"):
            assert SECRET not in text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", ("https://example.org/a", "", "")),
        ("https://ann:p%40ss@example.org/a?b@c", ("https://example.org/a?b@c", "ann", "p@ss")),
        ("https://ann@example.org", ("https://example.org", "ann", "")),
        ("https://a:b:c@d@[::1]:8/", ("https://[::1]:8/", "a", "b:c@d")),
        ("https://:x@[broken/", ("https://[broken/", "", "x")),
        ("https://example.org/@x", ("https://example.org/@x", "", "")),
        ("https://example.org?a@b", ("https://example.org?a@b", "", "")),
        ("mailto:ann@example.org", ("mailto:ann@example.org", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_name_and_a_password_are_taken_out_of_an_address(
    url: str, expected: tuple[str, str, str]
) -> None:
    assert split_userinfo(url) == expected


@given(st.text(), st.text())
def test_taking_them_out_twice_changes_nothing(before: str, after: str) -> None:
    clean, _, _ = split_userinfo(f"https://{before}@{after}")
    assert split_userinfo(clean)[0] == clean


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_raises(one: str, other: str) -> None:
    for url in (one, f"https://{one}", f"https://example.org{one}", f"https://{one}/{other}"):
        prefix_of(url)


KEYS = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    KEYS | st.booleans() | st.integers(-(2**63), 2**63 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=4), max_size=4))
def test_what_is_written_is_read_again(tables: dict[str, dict[str, object]]) -> None:
    assert tomllib.loads(toml_text(tables)) == tables


@pytest.mark.parametrize("value", [1.5, None, object(), "\ud800", [1.5], {"a": None}])
def test_what_cannot_be_written_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"cannot be written|surrogates"):
        toml_text({"a": {"b": value}})


@given(user=KEYS, password=KEYS, again=KEYS)
def test_what_is_kept_is_had_again(
    tmp_path_factory: pytest.TempPathFactory, user: str, password: str, again: str
) -> None:
    path = tmp_path_factory.mktemp("kept") / "credentials.toml"
    file = CredentialsFile(path)
    file.keep("https://other.example/", "other", "secret")
    try:
        file.keep("https://example.org/", user, password)
        file.keep("https://example.org/", user, again)
    except ConfigError:
        return
    for known in (file, CredentialsFile(path)):
        assert known.problems == ()
        assert known.for_url("https://example.org/") == Credentials(user, again)
        assert known.for_url("https://other.example/") == Credentials("other", "secret")
