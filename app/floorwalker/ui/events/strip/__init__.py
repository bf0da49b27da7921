"""The strip above the table: events over time."""
