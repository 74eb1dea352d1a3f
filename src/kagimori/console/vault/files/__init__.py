"""Authenticator entries from other programs' files, and into them."""
