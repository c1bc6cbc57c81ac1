"""What a log line tells that is no log: plans, what came to nothing, what others did, questions."""
