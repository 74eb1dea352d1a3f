"""Pages of backup codes, and what their buttons do."""
