"""Benchmarks: ratios against a limit in the same run, never a timed test (`make bench`, docs/performance.md)."""
