"""Articles set like print: wrapped lines of spans, without any terminal library's types.

A :class:`~brief_tui.tui.typeset.page.Page` knows the place of every line but makes the
spans of those lines alone that are in sight, so that a long article costs its wrapping
and nothing else.
"""
