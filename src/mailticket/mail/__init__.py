"""Pure: bytes to values and back. The only room that imports the standard `email` package."""
