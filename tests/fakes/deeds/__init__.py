"""A room with jobs whose every run leaves a trace, for tests that end processes in the middle of them."""
