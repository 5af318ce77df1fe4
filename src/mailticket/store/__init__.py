"""The only writer of SQL: rows in, frozen values out, and no procedure."""
