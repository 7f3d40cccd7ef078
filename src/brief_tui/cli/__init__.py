"""The command line: for people and, by its JSON, for scripts."""
