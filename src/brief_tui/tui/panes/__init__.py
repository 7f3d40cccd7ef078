"""What the screen is made of. A pane shows what it is given and posts what the reader does."""
