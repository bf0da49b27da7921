"""The user's marks of events: set, noted, found again, listed."""
