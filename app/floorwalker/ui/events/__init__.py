"""The events view: which events there are, what each says, and exactly what came."""
