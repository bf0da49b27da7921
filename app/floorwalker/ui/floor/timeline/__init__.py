"""The chart beside the list: each agent's statuses over time."""
