"""Runs `brokerage call-off` in the tests of the command line."""

import json
from typing import Any

import pytest

from brokerage.cli.app import main
from brokerage.services.staff import list_staff
from brokerage.storage.writes.logins import make_logins
from tests.builders import START, Desk

Capture = pytest.CaptureFixture[str]


class CommandLine:
    """Runs the program on the test's own database and reads what it printed."""

    def __init__(self, desk: Desk, capture: Capture) -> None:
        self.desk, self.capture = desk, capture
        self._may_sign_in: set[str] = set()

    def run(self, login: str, *words: str, code: int = 0) -> Any:
        """The JSON that the command printed; on PostgreSQL one is who signed in, so the test signs in as that login."""
        self.capture.readouterr()
        arguments = [*words, "--json", "--database", self.url_of(login), *self.as_login(login)]
        assert main(arguments) == code, self.capture.readouterr()
        printed = self.capture.readouterr()
        return json.loads(printed.out or printed.err)

    def as_login(self, login: str) -> list[str]:
        """What says whom to work as, where the database cannot know it."""
        return ["--as", login] if self.desk.database.is_embedded else []

    def url_of(self, login: str) -> str:
        """The address of the database for this login."""
        if self.desk.database.is_embedded:
            return self.desk.database.url
        if login not in self._may_sign_in:  # whoever was hired since has no login yet
            make_logins(self.desk.database)
            self._may_sign_in |= {login, *(member.login for member in list_staff(self.desk.database))}
        return self.desk.database.url.replace("postgres@", f"{login}@")


def raised(command_line: CommandLine, *words: str, code: int = 0) -> Any:
    """What raising a call-off for a new person into Orchard Yard printed."""
    desk = command_line.desk
    desk.ready_service(name="Orchard Yard (demo)")
    desk.person(reference="P-1043", week="Mon,Wed 10:00-15:00")
    asked = ["--person", "P-1043", "--service", "orchard yard (demo)", "--start", START.isoformat(), *words]
    return command_line.run("practitioner", "call-off", "raise", *asked, code=code)
