"""What the pages of this part lay out."""
