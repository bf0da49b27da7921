"""The floor at a past moment: a slider over the session's time, play, steps, and the way back to live."""
