"""Taking over a list of people: upload, columns, preview, and then all at once or nothing."""
