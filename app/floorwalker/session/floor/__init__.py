"""The floor of a session: who is in which status at a moment, with which work item, and what they did that day."""
