"""The interface: an app that wires, screens that own state, panes that show it."""
