"""The doctor in the browser."""
