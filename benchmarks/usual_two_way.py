"""``python -m benchmarks.usual_two_way REPS``: a rep × month table, the way that it is usually done.

Each row by largest remainders, then one unit at a time from a month that has too much to one that has too little, in the
rows where both are allowed, until the months hold or nothing moves any more. Prints how many units the months miss: it
does not always get there, and the table that it ends with is not the one nearest to the seasons.
"""

import sys
from itertools import cycle, islice

from benchmarks.margins import Margins, margins
from benchmarks.usual_rounding import largest_remainder


def split(given: Margins) -> tuple[list[list[int]], list[int]]:
    """Give the table, and by how much each column misses."""
    seed = given.seed.tolist()
    table = [
        [int(cell) for cell in largest_remainder(total, weights, 1)]
        for total, weights in zip(given.rows.tolist(), seed, strict=True)
    ]
    misses = [
        sum(column) - asked for column, asked in zip(zip(*table, strict=True), given.columns.tolist(), strict=True)
    ]
    rows = cycle(range(len(table)))
    while any(misses):
        over, under = misses.index(max(misses)), misses.index(min(misses))
        row = next((row for row in islice(rows, len(table)) if table[row][over] > 0 and seed[row][under] > 0), None)
        if row is None:
            break
        table[row][over] -= 1
        table[row][under] += 1
        misses[over] -= 1
        misses[under] += 1
    return table, misses


if __name__ == "__main__":
    _, missed = split(margins(int(sys.argv[1])))
    print(sum(map(abs, missed)))
