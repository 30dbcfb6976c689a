"""Setting up names what is missing, and draws on something also where there is no display."""

import os
import sys
from pathlib import Path

import pytest

from installer import display, system_packages

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks system libraries and displays")


@on_linux
def test_missing_library_is_answered_with_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "_is_debian", lambda: True)
    with pytest.raises(
        system_packages.SetUpFailed, match="sudo apt-get install --yes --no-install-recommends libabsent7"
    ):
        system_packages.ensure_libraries([("libabsent.so.7", "libabsent7")])


@on_linux
def test_system_without_debian_packages_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "_is_debian", lambda: False)
    with pytest.raises(system_packages.SetUpFailed, match="libabsent7"):
        system_packages.ensure_libraries([("libabsent.so.7", "libabsent7")])


@on_linux
def test_library_that_is_there_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "_install", pytest.fail)
    system_packages.ensure_libraries([("libc.so.6", "libc6")])


@on_linux
def test_window_is_drawn_in_memory_where_there_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not display.has_display()
    with display.screen() as environment:
        if environment["QT_QPA_PLATFORM"] == "xcb":
            number = environment["DISPLAY"].removeprefix(":")
            assert Path(f"/tmp/.X11-unix/X{number}").exists()
        else:
            assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_platform_chosen_by_hand_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with display.screen() as environment:
        assert environment["QT_QPA_PLATFORM"] == "offscreen"


@on_linux
def test_window_is_drawn_offscreen_where_the_screen_in_memory_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with display.screen() as environment:
        assert environment["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_a_display_and_lack_no_library(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(system_packages, "_install", pytest.fail)
    system_packages.ensure_libraries([("libabsent.so.7", "libabsent7")])
    assert display.has_display()
