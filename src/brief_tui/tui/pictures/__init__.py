"""Pictures in half-block cells, decoded in a process of their own."""
