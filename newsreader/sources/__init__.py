"""Where stories come from: bytes of a file, a feed or a page become Feed and Entry."""
