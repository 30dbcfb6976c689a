"""`python -m brokerage.cli`: the same as `brokerage`, where the folder of programs is not at hand."""

import sys

from brokerage.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
