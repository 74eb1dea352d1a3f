"""Pages of paper and of the encrypted file, and what their buttons do."""
