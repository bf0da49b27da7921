"""Rows in the colours of rules, each a filter."""
