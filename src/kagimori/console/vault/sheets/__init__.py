"""Pages about backup codes."""
