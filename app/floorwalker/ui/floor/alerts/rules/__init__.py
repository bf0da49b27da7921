"""The dialog in which the rules for alerts are set up."""
