"""The reader screen in layers: each class adds one thing that the reader can do."""
