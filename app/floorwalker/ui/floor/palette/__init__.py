"""Choosing how statuses look and what they are called: the dialog over the user's catalog."""
