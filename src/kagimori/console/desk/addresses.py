"""Addresses of pages by their names."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address(view: str, **parts: object) -> str:
    """Return the page's address, or nothing where this version has no such page."""
    try:
        return reverse(view, kwargs=parts or None)
    except NoReverseMatch:
        return ""
