"""Writes series in which nothing is wrong, to measure the detector on: python quiet.py target/quiet.csv.gz"""

import gzip
import sys

from generator import generate
from golden import series

SEED = 4_711


def main():
    with gzip.open(sys.argv[1], "wt") as out:
        out.write("lens,step,count,values\n")
        for group in generate(500, SEED, incidents=False):
            for line in series(group, 4000):
                out.write(line)


if __name__ == "__main__":
    main()
