"""The commands, a module for each group. ``declare`` adds a group's commands to the parser.

These modules are imported at every start: what is slow to import, they import when they run.
"""
