"""The command line: nothing else knows Typer."""
