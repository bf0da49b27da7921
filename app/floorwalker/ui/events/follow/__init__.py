"""From an event to all of the same work item, agent session, agent or Id."""
