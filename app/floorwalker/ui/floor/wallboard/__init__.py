"""The wallboard: the floor for a screen on the wall, read from afar."""
