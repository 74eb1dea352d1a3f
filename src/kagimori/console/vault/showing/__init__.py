"""Showing an account's code, for a while to others, and the key itself when nothing else helps."""
