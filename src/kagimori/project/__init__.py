"""The front gate: settings, URLs and the table of who hears which timeline kind.  Nothing imports it."""
