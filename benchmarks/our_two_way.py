"""``python -m benchmarks.our_two_way REPS``: a rep × month table, by salesplan; prints how many units the months miss."""

import sys

import numpy as np

from benchmarks.margins import margins
from salesplan.planning.two_way import split_two_ways

if __name__ == "__main__":
    given = margins(int(sys.argv[1]))
    _, misses = split_two_ways(given.rows, given.columns, given.seed)
    print(int(np.abs(misses).sum()))
