"""One event as it came: decoded, pretty, raw, and how it was delivered."""
