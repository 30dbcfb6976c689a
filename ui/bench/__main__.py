"""`python -m ui.bench --database URL`: measures the window on this database and prints one line of JSON, milliseconds all."""

import argparse
import json
import sys
from dataclasses import asdict

from ui.bench.key_to_table import measure_key_to_table
from ui.bench.moments import measure_moments


def main(arguments: list[str]) -> int:
    """The exit code, once the line is printed."""
    parser = argparse.ArgumentParser(prog="python -m ui.bench", description="Measures the window.")
    parser.add_argument("--database", metavar="URL", required=True, help="the demonstration council's database")
    parser.add_argument("--starts", metavar="N", type=int, default=10, help="how often the window is started")
    parser.add_argument("--times", metavar="N", type=int, default=3, help="how often fifteen words are typed")
    asked = parser.parse_args(arguments)
    keys = measure_key_to_table(asked.database, asked.times)
    moments = measure_moments(asked.database, asked.starts)
    sys.stdout.write(json.dumps({**asdict(moments), **asdict(keys)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
