"""`python -m floorwalker`: the same as the command `floorwalker`."""

from floorwalker.cli import main

main()
