"""The list of agents: who is in which status, since when, and what they did."""
