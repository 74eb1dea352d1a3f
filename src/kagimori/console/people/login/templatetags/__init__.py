"""Filters of the pages of getting in."""
