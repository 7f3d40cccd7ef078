"""What is asked of a story by name, as ``section:``, ``source:`` or ``tag:``, in SQL."""

from __future__ import annotations

from typing import Final

import apsw

from brief_tui.archive.articles import folded
from brief_tui.archive.sql import Condition, has_value, like
from brief_tui.model.query_nodes import Attribute
from brief_tui.model.text import clean_line

MANY: Final = 20_000
"""Stories up to which a set of them is gathered first. Of more, each story of a list is asked
whether it belongs to it: a page of the list is soon full then.
"""
_IN_THREAD: Final = """
(article.id = ? OR article.key IN (
  SELECT other.key FROM article AS own JOIN thread_member ON thread_member.key = own.key
  JOIN thread_member AS other ON other.thread = thread_member.thread WHERE own.id = ?
))"""


class Attributes:
    """Makes these conditions for one archive: how a thing is best asked depends on how much
    there is. ``with_hidden`` where stories are asked of that are in no usual list.
    """

    def __init__(self, connection: apsw.Connection, *, with_hidden: bool) -> None:
        self._connection = connection
        self._with_hidden = with_hidden

    def condition(self, node: Attribute) -> Condition:
        """What a story must fulfil."""
        value = folded(clean_line(node.value))
        match node.name:
            case "section":
                return self._section(value, node.prefix)
            case "source":
                return self._source(value, node.prefix)
            case "tag":
                return self._tag(value, node.prefix)
            case "lang":
                return like("article.language", value, before="", after="%" if node.prefix else "")
            case "url":
                return like("article.url", value, before="%", after="%")
            case "thread":
                return Condition(_IN_THREAD, (value, value))

    def _section(self, value: str, prefix: bool) -> Condition:
        """Of sections that begin so their names are looked up: an index has the stories of one
        section by date, those of several it would have to sort.
        """
        column = "article.section_folded"
        exactly = has_value(column, value, prefix)
        if not prefix or self._with_hidden:  # the names of their sections are not kept
            return exactly
        begin = has_value("section_folded", value, prefix)
        found = self._connection.execute(
            f"SELECT section_folded, total FROM tally WHERE {begin.sql}",  # noqa: S608
            begin.values,
        )
        totals = {str(name): int(total) for name, total in found}
        if len(totals) == 1:
            return has_value(column, next(iter(totals)), prefix=False)
        if sum(totals.values()) < MANY:
            return exactly
        return has_value(f"+{column}", value, prefix)  # by date: the sign keeps the index out

    def _source(self, value: str, prefix: bool) -> Condition:
        publisher = has_value("publisher_folded", value, prefix)
        source = has_value("source.folded", value, prefix)
        carried = "article_source JOIN source ON source.key = article_source.source"
        members = Condition(
            # Apart, because the index of publishers leaves hidden stories out.
            f"SELECT key FROM article WHERE hidden = 0 AND {publisher.sql}"  # noqa: S608
            f" UNION ALL SELECT key FROM article WHERE hidden > 0 AND {publisher.sql}"
            f" UNION ALL SELECT article_source.key FROM {carried} WHERE {source.sql}",
            publisher.values * 2 + source.values,
        )
        one_by_one = Condition(
            f"({publisher.sql} OR EXISTS (SELECT 1 FROM {carried}"  # noqa: S608
            f" WHERE article_source.key = article.key AND {source.sql}))",
            publisher.values + source.values,
        )
        return self._member(members, one_by_one)

    def _tag(self, value: str, prefix: bool) -> Condition:
        tag = has_value("folded", value, prefix)
        members = Condition(
            f"SELECT key FROM article_tag WHERE {tag.sql}"  # noqa: S608
            f" UNION ALL SELECT key FROM reader_tag WHERE {tag.sql}"
            " UNION ALL SELECT key FROM feed_tag JOIN article_source USING (source)"
            f" WHERE {tag.sql}",
            tag.values * 3,
        )
        one_by_one = Condition(
            f"(EXISTS (SELECT 1 FROM article_tag AS t WHERE t.key = article.key AND {tag.sql})"  # noqa: S608
            f" OR EXISTS (SELECT 1 FROM reader_tag AS t WHERE t.key = article.key AND {tag.sql})"
            " OR EXISTS (SELECT 1 FROM feed_tag JOIN article_source USING (source)"
            f" WHERE article_source.key = article.key AND {tag.sql}))",
            tag.values * 3,
        )
        return self._member(members, one_by_one)

    def _member(self, members: Condition, one_by_one: Condition) -> Condition:
        """Being one of these stories, asked in the way that suits how many there are."""
        counted = f"SELECT count(*) FROM (SELECT 1 FROM ({members.sql}) LIMIT {MANY})"  # noqa: S608
        if int(self._connection.execute(counted, members.values).get) >= MANY:
            return one_by_one
        return Condition(f"article.key IN ({members.sql})", members.values)
