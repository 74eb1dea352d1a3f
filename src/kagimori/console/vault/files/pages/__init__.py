"""What the pages of this part show."""
