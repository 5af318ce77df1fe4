"""What people type: ticket verbs at the top, nouns for the rest; one file per noun (spec 4.4)."""
