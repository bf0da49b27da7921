"""Alerts on the floor: what watches for them, the list beside the chart, the notice on the desktop."""
