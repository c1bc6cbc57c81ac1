"""The day of a log line, and why one has to be asked for."""
