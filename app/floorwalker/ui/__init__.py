"""The window: the only room that knows Qt. Of the capture it knows nothing but the messages that it prints."""
