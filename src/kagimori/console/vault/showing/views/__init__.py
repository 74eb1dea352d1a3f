"""Views of this part."""
