"""What is kept: entries as they came, and a journal of what the reader did with them."""
