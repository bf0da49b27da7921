"""Where a window's capture gets its events from: chosen in a dialog, tested, remembered, and seen at work."""
