"""How the word data of each language was made: run at development time, never by sopgen."""
