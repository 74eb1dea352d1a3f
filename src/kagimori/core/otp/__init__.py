"""One-time codes: seed in, code out."""
