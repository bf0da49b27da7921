"""Sending events again, as they were or edited, with the answer shown."""
