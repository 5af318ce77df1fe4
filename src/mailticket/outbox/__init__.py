"""Rows to SMTP: what was written down is said, and the answer is written down too (spec 2.8)."""
