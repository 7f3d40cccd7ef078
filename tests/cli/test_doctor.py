"""``brief doctor``."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from brief_tui.model.query_nodes import Query
from tests.cli.conftest import Brief, rss
from tests.support.feed_server import FeedServer, Reply, feed
from tests.support.terminal import Terminal


def findings(brief: Brief, *arguments: str | Path) -> dict[str, list[tuple[str, str]]]:
    """What was found, as (status, message), by subject."""
    found: dict[str, list[tuple[str, str]]] = {}
    trees: list[Any] = brief("doctor", "--json", *arguments).json
    for tree in trees:
        found.setdefault(tree["subject"], []).append((tree["status"], tree["message"]))
    return found


def test_a_sound_house_is_ok(filled: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    done = filled("doctor")
    assert done.code == 0
    assert all(line.startswith(("ok ", "warn ")) for line in done.out.splitlines())
    assert f"{filled.archive}: 2 stories, 2 unread" in done.out


def test_an_archive_that_is_not_there_yet_is_no_failure(brief: Brief) -> None:
    ((status, message),) = findings(brief)["archive"]
    assert (status, "is not there yet" in message) == ("ok", True)
    assert not brief.archive.exists()


def test_mistakes_in_the_config_are_warnings(filled: Brief) -> None:
    config = filled.file("config.toml", 'measure = 7\n[keys]\n"app.quit" = ["j"]\n')
    found = findings(filled, "--config", config)
    assert [status for status, _ in found["config"]] == ["warn"]
    assert "measure" in found["config"][0][1]
    assert found["keys"][0][0] == "warn"
    assert filled("doctor", "--config", config).code == 0


def test_a_config_that_is_missing_is_a_failure(filled: Brief) -> None:
    done = filled("doctor", "--config", filled.folder / "missing.toml")
    assert done.code == 3
    assert "fail  config" in done.out


def test_a_broken_theme_is_a_warning_that_names_the_file(filled: Brief) -> None:
    theme = filled.file("XDG_CONFIG_HOME/brief/themes/mine.yaml", "roles: [\n")
    status, message = findings(filled)["themes"][0]
    assert status == "warn"
    assert str(theme) in message


def test_a_theme_in_the_config_that_is_not_there_is_a_failure(filled: Brief) -> None:
    config = filled.file("config.toml", 'theme = "evenin"\n')
    ((status, message),) = findings(filled, "--config", config)["config"]
    assert status == "fail"
    assert message.startswith("theme: There is no theme 'evenin'")
    assert "evening" in message
    assert filled("doctor", "--config", config).code == 3


def test_a_theme_in_the_config_that_is_not_sound_is_a_failure(filled: Brief) -> None:
    theme = filled.file("XDG_CONFIG_HOME/brief/themes/mine.yaml", "roles: [\n")
    config = filled.file("config.toml", 'light_theme = "mine"\n')
    ((status, message),) = findings(filled, "--config", config)["config"]
    assert status == "fail"
    assert message.startswith(f"light_theme: {theme}")


def test_only_the_themes_that_can_be_shown_have_to_be_there(filled: Brief) -> None:
    config = filled.file("config.toml", 'theme = "salmon"\nlight_theme = "nowhere"\n')
    assert findings(filled, "--config", config)["config"] == [("ok", "no mistakes")]


def test_what_is_hard_to_read_in_an_own_theme_is_a_warning(filled: Brief) -> None:
    roles = 'background: "#202020"\n  body: "#e8e8e8"\n  credit: "#555555"\n'
    theme = filled.file("XDG_CONFIG_HOME/brief/themes/mine.yaml", f"dark: true\nroles:\n  {roles}")
    (warning, listed) = findings(filled)["themes"]
    problem = "credit on background has a contrast of 2.2:1, and needs 4.5:1"
    assert warning == ("warn", f"{theme}: {problem}")
    assert listed[0] == "ok"
    assert filled("doctor").code == 0


def test_a_terminal_without_a_full_screen_is_a_warning(
    filled: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert findings(filled)["terminal"][0][0] == "warn"


def test_rebuild_of_a_sound_archive_keeps_its_stories(filled: Brief) -> None:
    done = filled("doctor", "--rebuild")
    assert done.code == 0
    assert "the search index was made anew" in done.out
    assert len(filled("list").out.splitlines()) == 2


def test_feeds_that_fail_are_warnings_that_name_them(
    filled: Brief, feed_server: FeedServer
) -> None:
    assert findings(filled)["feeds"][0][0] == "ok"
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships")))
    filled("add", feed_server.url("/coast"))
    assert findings(filled)["feeds"] == [("ok", "1 feed, last refresh just now")]
    feed_server.on("/coast", Reply(404))
    filled.an_hour_later()
    filled("refresh")
    summary, trouble = findings(filled)["feeds"]
    assert summary == ("warn", "1 feed, 1 cannot be read, last refresh just now")
    assert trouble[0] == "warn"
    assert trouble[1].startswith("Coast Wire: ")
    assert "404" in trouble[1]
    assert filled("doctor").code == 0


def test_passwords_that_others_can_read_are_a_warning(filled: Brief) -> None:
    assert "credentials" not in findings(filled)
    secrets = filled.file(
        "XDG_CONFIG_HOME/brief/credentials.toml",
        '["https://coast.example/"]\nuser = "anna"\npassword = "sesame"\n',
    )
    secrets.chmod(0o644)
    ((status, message),) = findings(filled)["credentials"]
    assert status == "warn"
    assert "chmod 600" in message
    secrets.chmod(0o600)
    assert findings(filled)["credentials"][0][0] == "ok"
    assert "sesame" not in filled("doctor").out


def test_rules_are_counted_and_a_mistake_in_one_is_told(filled: Brief) -> None:
    assert "rules" not in findings(filled)
    rule = '[[rules]]\nname = "Strikes"\nquery = "strike"\ndo = "star"\n'
    filled.configure(rule)
    assert findings(filled)["rules"] == [("ok", "1 rule")]
    filled.configure(rule.replace("strike", "is:blue"))
    assert "Strikes" in findings(filled)["config"][0][1]


def test_the_archive_as_a_file_is_described(filled: Brief) -> None:
    (_, first), (status, second) = findings(filled)["archive"]
    assert first.endswith(" MiB")
    assert status == "ok"
    assert second.startswith("stories of 2021-01-29 to 2021-02-03, schema ")
    assert second.endswith("0.0 MiB can be given back")
    with filled.library() as library:
        library.mute(library.keys(Query()), on=True)
    assert "2 more in no list" in findings(filled)["archive"][1][1]


def test_every_story_is_read_unless_it_is_to_be_quick(filled: Brief) -> None:
    with closing(apsw.Connection(str(filled.archive))) as connection:
        connection.execute("UPDATE content SET packed = x'00' WHERE key = 1")
    done = filled("doctor")
    assert done.code == 3
    assert "cannot be read" in done.out
    assert filled("doctor", "--quick").code == 0


def test_compacting_says_what_it_gave_back(filled: Brief) -> None:
    assert filled("import", "--edition").code == 0  # so that there is something to give back
    with filled.library() as library:
        library.remove(library.keys(Query()))
    before = filled.archive.stat().st_size
    done = filled("doctor", "--compact")
    assert done.code == 0
    assert " MiB before, " in done.out
    assert filled.archive.stat().st_size < before
    assert done.err == ""


def test_a_new_index_finds_what_the_old_one_has_lost(filled: Brief) -> None:
    with closing(apsw.Connection(str(filled.archive))) as connection:
        connection.execute("DELETE FROM search")
    assert filled("search", "container").code == 1
    assert filled("doctor", "--quick").code == 3
    done = filled("doctor", "--rebuild-index")
    assert done.code == 0
    assert "ok    index" in done.out
    assert len(findings(filled)["archive"]) == 2
    assert filled("search", "container").code == 0


def test_an_index_that_was_begun_is_a_warning(filled: Brief) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with filled.library() as library, pytest.raises(KeyboardInterrupt):
        library.care.rebuild_index(stop)
    status, message = findings(filled)["archive"][2]
    assert (status, "`brief doctor --rebuild-index` goes on with it" in message) == ("warn", True)
    assert filled("doctor", "--rebuild-index").code == 0
    assert len(findings(filled)["archive"]) == 2


def test_no_care_makes_an_archive_where_there_is_none(brief: Brief) -> None:
    for option in ("--compact", "--rebuild-index", "--rebuild", "--quick"):
        assert findings(brief, option)["archive"][0][0] == "ok"
    assert not brief.archive.exists()


@pytest.mark.parametrize("option", ["--compact", "--rebuild-index"])
def test_what_another_program_keeps_from_being_done_is_a_failure_that_says_so(
    filled: Brief, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.archive.connection.BUSY_SECONDS", 0.05)
    with closing(apsw.Connection(str(filled.archive))) as other:
        other.execute("BEGIN IMMEDIATE")
        found = findings(filled, option)
        other.execute("ROLLBACK")
    ((status, message),) = found[option.strip("-").removeprefix("rebuild-")]
    assert (status, "in use by another program" in message) == ("fail", True)


@pytest.mark.e2e
def test_what_takes_long_is_shown_in_a_terminal_and_its_line_taken_away(filled: Brief) -> None:
    code = (
        "import sys, time\n"
        "from brief_tui.archive import compacting\n"
        "from brief_tui.cli import progress\n"
        "from brief_tui.cli.main import main\n"
        "progress._SECOND = 0.01\n"
        "vacuum = compacting.vacuum\n"
        "compacting.vacuum = lambda *given: time.sleep(0.5) or vacuum(*given)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = ["--archive", str(filled.archive), "doctor", "--rebuild-index", "--compact"]
    with Terminal([sys.executable, "-c", code, *command], os.environ | {"LANG": "C.UTF-8"}) as t:
        assert t.wait_exit() == 0
        for shown in ("making the search index: 0 of 2 stories", "giving back space: 0 s"):
            assert shown in t.raw.decode()
        assert "making the search index:" not in t.screen()
        assert "giving back space" not in t.screen()
        assert "the search index was made anew" in t.screen()
