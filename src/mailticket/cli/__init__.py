"""The command line: `main.py` is the table of commands; every other file is one command, or one noun (spec 4.4)."""
