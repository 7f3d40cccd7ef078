"""Measurements of the program: ratios and percentiles, side by side in one run."""
