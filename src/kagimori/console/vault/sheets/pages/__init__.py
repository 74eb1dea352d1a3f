"""What the pages of backup codes show; a value of a code is never among it."""
