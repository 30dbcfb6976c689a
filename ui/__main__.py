"""`python -m ui`: opens the window, or plays a journey through it."""

import argparse
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """The exit code, once the window is closed or the journey played."""
    asked = _read(arguments)
    if asked.tour is not None:
        from ui.tour import play

        return play(asked.tour, address=asked.database, login=asked.login)
    return _open_window(asked)


def _open_window(asked: argparse.Namespace) -> int:
    from ui.app import Asked, Start, make_application
    from ui.preferences import kept_preferences
    from ui.theme import ThemeChoice

    application = make_application()
    start = Start(Asked(address=asked.database, login=asked.login), kept_preferences())
    if asked.theme is not None:
        start.look.choose(ThemeChoice(asked.theme))
    start.window.show()
    return application.exec()


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui", description="Opens Brokerage Desk.")
    parser.add_argument("--database", metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME")
    parser.add_argument("--as", dest="login", metavar="LOGIN", help="whom to work as, on a database file of one's own")
    parser.add_argument("--theme", choices=("light", "dark", "high-contrast", "system"), help="from now on")
    parser.add_argument(
        "--tour", metavar="DIR", type=Path, help="play a whole journey and leave its screenshots in DIR"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
