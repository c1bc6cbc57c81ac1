"""How the manual is made: what can be run or read from the program is never typed by hand."""
