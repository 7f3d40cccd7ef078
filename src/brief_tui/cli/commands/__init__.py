"""The commands, a module for each group. ``declare`` adds a group's commands to the parser.

A module is imported for each of its commands, and all of them for a list of commands or its
completion: what is slow to import, and not needed by every command, is imported by what runs.
"""
