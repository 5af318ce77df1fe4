"""A small world of mail on loopback: servers, a list, and people who write; for `mailticket demo` and the tests."""
