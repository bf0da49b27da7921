"""Floorwalker: a desktop monitor for a contact centre's webhook events."""

__version__ = "0.1.0"
