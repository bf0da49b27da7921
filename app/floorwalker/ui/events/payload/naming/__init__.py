"""Naming the numbers of events in the user's catalog."""
