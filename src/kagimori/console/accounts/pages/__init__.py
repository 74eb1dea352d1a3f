"""What the room's pages lay out: frozen values, worked out here and laid out by a template of the same name."""
