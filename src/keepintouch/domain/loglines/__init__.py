"""The parts of reading a log line: words, names, days, kinds, and what makes a line doubtful."""
