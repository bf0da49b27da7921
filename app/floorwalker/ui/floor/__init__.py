"""The floor: every agent's status, now and over time."""
