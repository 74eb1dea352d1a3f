"""Pages of the room, and what their buttons do."""
