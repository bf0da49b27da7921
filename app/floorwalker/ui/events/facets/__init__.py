"""How many events of each kind there are, and which of them are shown."""
