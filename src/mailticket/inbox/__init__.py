"""IMAP to rows: what arrives is written down before anybody reads it (spec 2.1)."""
