"""The order in which events stand in the table: as they arrived or sorted, going on or paused."""
