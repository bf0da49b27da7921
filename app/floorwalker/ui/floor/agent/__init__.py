"""One agent's page beside the chart: the day as a bar, the spans as a list, and the numbers by interval."""
