"""Who is named in a log line, and whether they took part."""
