"""What belongs with a story, and why."""
