"""The parts of reading a log line, which `domain/logline.py` puts together.

`tokens` takes a line apart (`spelling`, where digits stand for words). `when.days` takes its day off, `who.hits` finds the names that are known, and
`who.names` walks what is left once from left to right: who took part, who is mentioned, from where on nobody
takes part (`walked` holds all that). Then `how.ways` says the kind and who reached out, `when.answers` why the
day has to be asked for, and `not_logs.verdicts` whether it is a log at all; its last word has `looks.last`.
`parts` explains a reading word by word.

Every rule says in its docstring the line it is for, and every line stands in `tests/domain/loglines.md`. Words
are in `lexicon`. A rule that few lines need is loaded where a word of its own stands: reading the others costs
nothing.
"""
