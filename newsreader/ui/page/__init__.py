"""The article pane: a story set as paragraphs, broken into lines, drawn."""
