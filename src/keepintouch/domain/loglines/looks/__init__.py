"""A last look at a line that sounds plain; each rule is loaded where a word of its own stands."""
