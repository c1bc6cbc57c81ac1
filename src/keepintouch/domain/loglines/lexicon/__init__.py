"""The words of a log line, by what they do: of contact, of saying, of plans, of leads, of days."""
