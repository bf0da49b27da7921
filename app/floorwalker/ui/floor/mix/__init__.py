"""The mix: how many agents were in which status, over the same time as the chart above it."""
