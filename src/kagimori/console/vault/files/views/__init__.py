"""The views of this part."""
