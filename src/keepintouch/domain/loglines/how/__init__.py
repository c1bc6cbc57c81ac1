"""How one was in touch in a log line: its kind, and who reached out."""
