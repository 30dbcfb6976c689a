"""Fills in application workbooks for the tests, on top of the template the program itself makes."""

from pathlib import Path

from brokerage.domain.assessment import Question, QuestionKind
from brokerage.domain.blank_application import BlankApplication, BlankLot
from brokerage.domain.rate_allowed import LotPricing
from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.exchange.application_template import make_application_template
from brokerage.exchange.columns import plain_heading
from brokerage.exchange.file_reader import read_sheets
from tests.exchange.workbooks import make_ods, make_xlsx

ASKED = (
    Question(11, "1", "Are you insured for 5 million pounds?", QuestionKind.DOCUMENT),
    Question(12, "2", "How do people choose what they learn?", QuestionKind.SCORED, 60, 3, 5),
)
SKILLS = BlankLot(
    1,
    "1",
    "Skills and training",
    registration_needed=False,
    pricing=LotPricing("ELA/1", (Unit.HOUR, Unit.SESSION, Unit.DAY), (Ratio(1, 1), Ratio(1, 3))),
    questions=ASKED,
)
HOMES = BlankLot(
    2,
    "2",
    "Long stays",
    registration_needed=True,
    pricing=LotPricing("ELA/2", (Unit.WEEK,)),
    questions=(Question(21, "1", "Who leads the home?", QuestionKind.PASS_FAIL),),
)
BLANK = BlankApplication(
    "ELA",
    "Everyday Life (demo)",
    "Weald County Council (demonstration)",
    10,
    (SKILLS, HOMES),
    ("Autism", "Mental health"),
)


class Filled:
    """A workbook as a provider fills it in: `Filled.template(path).about(…).row(…).answer(…).save(path)`."""

    def __init__(self, template: Path) -> None:
        self.sheets = {sheet.name: [list(row.cells) for row in sheet.rows] for sheet in read_sheets(template)}

    @classmethod
    def of(cls, tmp_path: Path, blank: BlankApplication = BLANK) -> "Filled":
        path = tmp_path / "template.xlsx"
        path.write_bytes(make_application_template(blank, blank.lots))
        return cls(path)

    def about(self, **said: str) -> "Filled":
        """Writes beside the labels: `provider_name="…"`."""
        rows = {plain_heading(row[0]): row for row in self.sheets["About you"]}
        for label, value in said.items():
            rows[label.replace("_", " ")][1] = value
        return self

    def row(self, sheet_name: str, **said: str) -> "Filled":
        """Writes one more row below the headings: `service_name="…"`."""
        sheet = self.sheets[sheet_name]
        headings = [plain_heading(cell) for cell in sheet[3]]
        empty = next((row for row in sheet[4:] if not any(row)), None)
        if empty is None:
            empty = [""] * len(headings)
            sheet.append(empty)
        for label, value in said.items():
            empty[headings.index(label.replace("_", " "))] = value
        return self

    def answer(self, lot: str, number: str, text: str) -> "Filled":
        row = next(row for row in self.sheets["Answers"][4:] if row[:2] == [lot, number])
        row[6] = text
        return self

    def save(self, path: Path) -> Path:
        return make_ods(path, self.sheets) if path.suffix == ".ods" else make_xlsx(path, self.sheets)


def micro_enterprise(filled: Filled, lot: str = "1", needs: str = "") -> Filled:
    """One person with three weekly activities, priced by the session and at a ratio, for one lot."""
    filled.about(
        provider_name="Wren's Workshop (demo)",
        address="5 Example Lane, Maidstone",
        postcode="ME14 1XX",
        phone="01622 000000",
    )
    service = {"service_name": "The Workshop (demo)", f"lot_{lot}": "yes", "needs": needs}
    filled.row("Services", **service, postcode="ME14 1XX", days_open="Mon-Fri")
    for activity, weekday, start, end in (
        ("Woodwork", "Mon", "10:00", "12:00"),
        ("Gardening", "Wed", "10:00", "13:00"),
        ("Cooking together", "Fri", "09:30", "12:30"),
    ):
        filled.row(
            "Timetable",
            service_name="The Workshop (demo)",
            activity_name=activity,
            weekday=weekday,
            start=start,
            end=end,
            places="6",
        )
        filled.row(
            f"Prices lot {lot}",
            service_name="The Workshop (demo)",
            activity_name=activity,
            pays_for="care",
            unit="session",
            ratio="1:3",
            price="£24.08",
        )
    return filled.answer(lot, "1", "insurance.pdf").answer(lot, "2", "They choose from pictures.\nEach Friday.")
