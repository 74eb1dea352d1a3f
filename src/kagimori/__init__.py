"""Kagimori keeps a marketing team logged in to its Instagram accounts, and everyone else out."""

__version__ = "0.1.0"
