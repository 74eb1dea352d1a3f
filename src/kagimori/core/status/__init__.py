"""What the platform says of itself, in four words."""
