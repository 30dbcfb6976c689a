"""What every command that takes in a file prints of its rows: those to mend, and those to look at."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from brokerage.domain.row_fault import RowFault

LISTED_AT_MOST = 20


def fault_json(fault: "RowFault") -> dict[str, object]:
    """One fault as JSON has it."""
    return {
        "file": fault.file,
        "sheet": fault.sheet,
        "line": fault.line,
        "column": fault.column,
        "value": fault.value,
        "how_to_mend": fault.how_to_mend,
    }


def print_faults(title: str, faults: "tuple[RowFault, ...]", faults_to: "Path | None") -> None:
    """Print the first faults under the title, after an empty line; nothing where there are none."""
    if not faults:
        return
    print(f"\n{title}:")
    for fault in faults[:LISTED_AT_MOST]:
        print(f"  {fault}" + (f" Found: {fault.value}" if fault.value else ""))
    if len(faults) > LISTED_AT_MOST:
        where = f"all are in {faults_to}" if faults_to else "--faults-to FILE.xlsx writes them all"
        print(f"  … and {len(faults) - LISTED_AT_MOST:,} more; {where}.")
