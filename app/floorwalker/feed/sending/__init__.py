"""Sending events that exist already: of a session, a file or standard input, to a receiver or over a WebSocket."""
