"""``make bench``: every measurement, one after the other."""

from benchmarks import interface

interface.main()
