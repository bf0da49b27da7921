"""Names and teams of the agents, from the roster file that the user points to."""
