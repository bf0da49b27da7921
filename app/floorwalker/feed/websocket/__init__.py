"""Feeds that are followed over a WebSocket: plain ones of any origin, and those that another Floorwalker serves."""
