"""Members: users who are in a team, with one role each."""
