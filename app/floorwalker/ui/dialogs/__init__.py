"""The window's small dialogs."""
