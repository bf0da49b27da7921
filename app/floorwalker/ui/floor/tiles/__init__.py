"""The row of tiles above the floor: how many agents are signed in and in each status, and how that was lately."""
