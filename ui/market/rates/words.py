"""Words of the section Rates: choices, rows of the tables, sentences about a rate card; no widgets."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.money import format_pounds
from brokerage.domain.period import Period
from brokerage.domain.price_spread import AgreedPrice, PricePicture, YearMedian
from brokerage.domain.rate_card_shown import RateCardShown
from brokerage.domain.rate_choices import LotChoice, PricedThing
from brokerage.domain.rate_gaps import say_gap
from brokerage.domain.rate_named import RateLineNamed
from brokerage.domain.rate_setting import RateLineAsked, RateTold
from brokerage.domain.rate_standing import RateStanding
from brokerage.domain.rate_succession import AgreedRate
from brokerage.domain.rate_words import say_change, say_cost, say_gaps, say_move
from brokerage.domain.service_sheet import CardLine, CardRate, RateTiming
from brokerage.domain.unit import Unit
from ui import formats
from ui.tone import Tone

EVERY = "every"
_TIMINGS = {RateTiming.PAST: "past", RateTiming.PRESENT: "● in force", RateTiming.TO_COME: "to come"}


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A line of a rate card in the table behind the picture: its price today, or none."""

    service_id: int
    line: RateLineNamed
    rate: AgreedRate | None
    gaps: tuple[Period, ...]
    is_outlier: bool


@dataclass(frozen=True, slots=True)
class CardRow:
    """A rate of a rate card, or days without one."""

    line: CardLine
    rate: CardRate | None
    period: Period

    @property
    def key(self) -> tuple[int, date]:
        """What makes the row itself."""
        return self.line.line_id, self.period.first_day


def price_rows(picture: PricePicture | None, without: tuple[RateStanding, ...]) -> tuple[PriceRow, ...]:
    """The prices, cheapest first, and below them the lines without one today."""
    prices = () if picture is None else tuple(_price_row(one) for one in picture.prices)
    return prices + tuple(PriceRow(one.service_id, one.line, None, one.gaps, is_outlier=False) for one in without)


def price(row: PriceRow) -> str:
    """`£70.70`, `◇ £150.00, outlier`, or that there is none."""
    if row.rate is None:
        return f"{formats.OVER} no rate today"
    return f"◇ {format_pounds(row.rate.price)}" if row.is_outlier else format_pounds(row.rate.price)


def price_tone(row: PriceRow) -> Tone:
    """Outliers and lines without a rate stand out."""
    return Tone.WARN if row.rate is None or row.is_outlier else Tone.PLAIN


def gaps(row: PriceRow) -> str:
    """The days without a rate from today on, or a dash."""
    return "; ".join(say_gap(gap) for gap in row.gaps) or formats.DASH


def gap_tone(row: PriceRow) -> Tone:
    """Days without a rate stand out."""
    return Tone.WARN if row.gaps else Tone.PLAIN


def what(line: RateLineNamed | CardLine) -> str:
    """`Cookery · Care and support by the hour, 1:3 · Enhanced`."""
    ratio = "" if line.ratio is None else f", {line.ratio}"
    priced = f"{formats.words(line.kind)} by the {formats.words(line.unit)}{ratio}"
    return " · ".join(part for part in (line.activity, priced, line.band) if part)


def lot_words(lot: LotChoice) -> str:
    """`RES-2022/1 Learning disability`."""
    return f"{lot.key} {lot.title}"


def kinds(lot: LotChoice) -> tuple[tuple[FeeKind, str], ...]:
    """What the lot's rates pay for, care first."""
    priced = {thing.kind for thing in lot.things}
    return tuple((kind, formats.words(kind)) for kind in FeeKind if kind in priced)


def units(lot: LotChoice, kind: FeeKind | None) -> tuple[tuple[Unit, str], ...]:
    """The units of such rates, the most usual first."""
    found = dict.fromkeys(thing.unit for thing in lot.things if thing.kind is kind)
    return tuple((unit, formats.words(unit)) for unit in found)


def most_usual(lot: LotChoice, kind: FeeKind | None, unit: Unit | None) -> PricedThing | None:
    """The ratio and band that most lines of such rates have; None where there is no such line."""
    return next((thing for thing in lot.things if (thing.kind, thing.unit) == (kind, unit)), None)


def ratios(lot: LotChoice, kind: FeeKind | None, unit: Unit | None) -> tuple[tuple[str, str], ...]:
    """Every ratio, or one of them."""
    found = {str(one.ratio): str(one.ratio) for one in lot.things if (one.kind, one.unit) == (kind, unit) and one.ratio}
    return ((EVERY, "Every"), *sorted(found.items(), key=lambda pair: tuple(map(int, pair[0].split(":")))))


def bands(lot: LotChoice, kind: FeeKind | None, unit: Unit | None) -> tuple[tuple[str, str], ...]:
    """Every band, or one of them."""
    found = {one.band: one.band or "No band" for one in lot.things if (one.kind, one.unit) == (kind, unit)}
    return ((EVERY, "Every"), *sorted(found.items()))


def mixed(picture: PricePicture) -> str:
    """That prices of several ratios or bands stand together, where they do: they compare badly."""
    several = [
        f"{len(found)} {name}"
        for name, found in (
            ("ratios", {one.line.ratio for one in picture.prices}),
            ("bands", {one.line.band for one in picture.prices}),
        )
        if len(found) > 1
    ]
    return (
        f"▲ Prices of {' and '.join(several)} stand together: choose one to compare like with like." if several else ""
    )


def year_change(one: YearMedian) -> str:
    """`+3.3 %`, or a dash where the year before has no rates."""
    if one.change is None:
        return formats.DASH
    sign = "+" if one.change > 0 else "−" if one.change < 0 else ""
    return f"{sign}{abs(one.change)} %"


def card_rows(card: RateCardShown) -> tuple[CardRow, ...]:
    """Every rate of the card and every gap, line by line in order of their days."""
    rows = []
    for line in card.lines:
        own = [CardRow(line, rate, rate.period) for rate in line.rates]
        own.extend(CardRow(line, None, gap) for gap in card.gaps_of(line))
        rows.extend(sorted(own, key=lambda row: row.period.first_day))
    return tuple(rows)


def card_price(row: CardRow) -> str:
    """The price, or that there is none."""
    return f"{formats.OVER} no agreed rate" if row.rate is None else format_pounds(row.rate.price)


def timing(row: CardRow, today: date) -> str:
    """Where the days lie as seen from today."""
    if row.rate is not None:
        return _TIMINGS[row.rate.timing_on(today)]
    if row.period.contains(today):
        return "gap today"
    return "gap to come" if today < row.period.first_day else "past gap"


def card_tone(row: CardRow, today: date) -> Tone:
    """A gap that is not over stands out; what is past is quiet."""
    is_over = row.period.last_day is not None and row.period.last_day < today
    if row.rate is None and not is_over:
        return Tone.WARN
    return Tone.QUIET if is_over else Tone.PLAIN


def source(row: CardRow) -> str:
    """Where the price comes from, what was said, and why it was ended."""
    if row.rate is None:
        return "Nobody can be called off on these days."
    ended = f"Ended: {row.rate.end_reason}" if row.rate.end_reason else ""
    return " · ".join(part for part in (row.rate.source, row.rate.note, ended) if part) or formats.DASH


def line_asked(card: RateCardShown, line: CardLine) -> RateLineAsked:
    """The line as a use case asks for it."""
    return RateLineAsked(card.service_id, card.lot_id, line.kind, line.unit, line.ratio, line.activity, line.band)


def consequence(told: RateTold) -> str:
    """What would become of the line: old against new, the cost over running placements, what is to be known."""
    change = say_change(told.compared)
    sentences = [f"{say_move(told)}{f' ({change})' if change else ''}."]
    if told.cost is not None:
        sentences.append(say_cost(told.cost))
    sentences.extend(f"▲ {sentence}" for sentence in (*told.warnings, say_gaps(told)) if sentence)
    return "\n".join(sentences)


def done(told: RateTold) -> str:
    """What happened."""
    return f"{told.line.service}: {say_move(told)}."


def _price_row(one: AgreedPrice) -> PriceRow:
    return PriceRow(one.service_id, one.line, one.rate, one.gaps, one.is_outlier)
