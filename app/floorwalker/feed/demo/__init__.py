"""A simulated contact centre: its agents' lives as a seeded generator, and a sender that posts them over HTTP."""
