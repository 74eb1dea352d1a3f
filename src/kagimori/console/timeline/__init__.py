"""What happened, in order, never changed."""
