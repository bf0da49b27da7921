"""Handing events over: to a file, or to the clipboard."""
