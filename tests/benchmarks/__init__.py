"""Speed and memory, measured: `python -m tests.benchmarks` (or `make bench`) writes a table and `bench.json`.

Absolute figures swing with the machine; each is therefore set against a reference that runs in the same
minute, in turn (A B A B …), and the ratio is what counts. Nothing here is asserted by the test suite.
"""
