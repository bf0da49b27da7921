"""Two events, field by field."""
