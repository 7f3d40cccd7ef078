"""What a story is, and what a query is.

Frozen values without I/O. Everything else in the program imports from here;
this package imports nothing of ours.
"""
