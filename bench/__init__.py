"""Measurements: the doctor on simulated people, and ratios against peers in the same run."""
