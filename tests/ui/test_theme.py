"""Colours are read by everybody: contrasts are computed, not guessed."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.look import Look
from ui.theme import DARK, HIGH_CONTRAST, LIGHT, READABLE_PAIRS, ThemeChoice, Tokens, contrast, style_sheet, tokens_for

THEMES = (LIGHT, DARK, HIGH_CONTRAST)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_a_contrast_is_the_same_both_ways_round() -> None:
    assert contrast("#0B5C6B", "#FFFFFF") == contrast("#FFFFFF", "#0B5C6B") == pytest.approx(7.6, abs=0.05)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), READABLE_PAIRS)
def test_words_have_a_contrast_of_at_least_4_5(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "good", "warn", "bad"])
def test_the_promised_colours_have_a_contrast_of_at_least_6_on_both_grounds(tokens: Tokens, ink: str) -> None:
    assert min(contrast(getattr(tokens, ink), ground) for ground in (tokens.ground, tokens.card)) >= 6


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_edge_of_a_control_has_a_contrast_of_at_least_3_with_its_inside(tokens: Tokens) -> None:
    assert min(contrast(tokens.line, ground) for ground in (tokens.card, tokens.field)) >= 3


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_the_style_sheet_has_no_name_left_unfilled(tokens: Tokens) -> None:
    assert "$" not in style_sheet(tokens, 1.0)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)
def test_every_shape_the_style_sheet_draws_is_shipped(tokens: Tokens) -> None:
    for shape in ("down", "up", "tick", "dot"):
        assert resources.path("themes", "images", f"{shape}-{tokens.name}.svg").stat().st_size > 0


def test_lengths_and_letters_grow_together() -> None:
    usual, twice = style_sheet(LIGHT, 1.0), style_sheet(LIGHT, 2.0)
    assert "font-size: 11.00pt" in usual
    assert "font-size: 22.00pt" in twice
    assert "min-height: 24px" in usual
    assert "min-height: 48px" in twice


def test_the_system_decides_when_nothing_is_chosen() -> None:
    assert tokens_for(ThemeChoice.SYSTEM, system_is_dark=True) is DARK
    assert tokens_for(ThemeChoice.SYSTEM, system_is_dark=False) is LIGHT
    assert tokens_for(ThemeChoice.LIGHT, system_is_dark=True) is LIGHT


@pytest.mark.parametrize(("ground", "tokens"), [("#12181E", DARK), ("#F6F7F9", LIGHT)])
def test_system_is_followed_by_the_palette_it_gave(qapp: QApplication, ground: str, tokens: Tokens) -> None:
    qapp.setPalette(QPalette(QColor(ground)))
    assert Look(ThemeChoice.SYSTEM).tokens is tokens
    assert Look(ThemeChoice.HIGH_CONTRAST).tokens is HIGH_CONTRAST
