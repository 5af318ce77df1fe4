"""Texts: canned responses and their rendering. The only room that imports Jinja2."""
