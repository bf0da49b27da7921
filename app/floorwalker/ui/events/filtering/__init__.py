"""Writing a filter: the line, its meaning, its faults, and those used before."""
