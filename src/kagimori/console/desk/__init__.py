"""The start page, the search, and overviews that join the rooms."""
