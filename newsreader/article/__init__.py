"""One Entry becomes an Article: blocks of plain text with styles, quotes and figures."""
