"""Teams: making one, its settings, and what belongs to its company."""
