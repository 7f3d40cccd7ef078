"""Fuzzing: broken and hostile documents for every parser, made from small seeds.

``python -m tests.fuzz`` runs it; CONTRIBUTING.md says how. The test suite runs a moment of
it (``test_targets.py``), the same documents each time.
"""
