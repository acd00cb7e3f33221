"""Rows: the story list, the panels beside it, and what dialogs list."""
