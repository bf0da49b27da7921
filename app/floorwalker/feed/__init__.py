"""Where events come from: the receiver that takes webhooks, and the simulated centre that sends them."""
