"""Capture: a process that brings what feeds receive into a session, and tells of it line by line."""
