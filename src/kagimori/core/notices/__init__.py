"""Notices as plain values: what is told, when it may be told, and when it is tried again."""
