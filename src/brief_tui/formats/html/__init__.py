"""HTML, read once for everybody: a light tree, and the blocks that stand in it."""
