"""Telling people: channels, what is to be told, and each delivery until it is done."""
