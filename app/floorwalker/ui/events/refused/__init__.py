"""What was refused, with the reason and its place, shown like events."""
