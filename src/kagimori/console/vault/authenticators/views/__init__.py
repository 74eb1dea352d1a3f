"""Pages and buttons about authenticators."""
