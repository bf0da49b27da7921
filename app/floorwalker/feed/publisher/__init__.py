"""The publisher: `/feed`, a WebSocket that hands the events on as they are journaled, to windows and programs."""
