"""From the press to the answer, as every form does it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput, Conflict, RuleBroken, Unavailable
from tests.builders import Desk as Council
from ui.desk import Desk
from ui.icons import Icons
from ui.widgets.card import scrolled
from ui.widgets.day_field import DayField
from ui.widgets.faults import Wanting
from ui.widgets.form_run import FormRun
from ui.widgets.labelled import Labelled
from ui.widgets.who_may import WhoMay, let_use

AtRest = Callable[[], None]
Show = Callable[[QWidget], QWidget]


class Form:
    """A form of two fields whose press fails as it is told to."""

    def __init__(self, desk: Desk, shown: Show) -> None:
        self.fields = {name: Labelled(name.capitalize(), QLineEdit()) for name in ("title", "law")}
        self.save, self.whole, self.window = QPushButton("Save"), QWidget(), QWidget()
        for part in (*self.fields.values(), self.save):
            part.setParent(self.whole)
        self.whole.setParent(self.window)
        shown(self.window)
        self.stale: list[bool] = []
        self.seen: list[Labelled] = []
        self.done: list[str] = []
        self.run = FormRun(desk, self.fields, on_stale=lambda: self.stale.append(True), on_wrong=self.seen.append)

    def press(self, error: Exception | None = None) -> None:
        def change() -> Done[str]:
            if error is not None:
                raise error
            return Done("kept", frozenset())

        self.run.send(lambda: change, self.done.append, self.save)

    def below(self, name: str) -> str:
        return self.fields[name]._below.text()


def test_what_is_sent_is_done_and_a_refusal_stands_at_its_field(
    window_desk: Desk, shown: Show, at_rest: AtRest, said: list[str]
) -> None:
    form = Form(window_desk, shown)
    form.press(RuleBroken("The law is another.", field="law"))
    at_rest()
    assert (form.below("law"), form.seen, said) == ("▲ The law is another.", [form.fields["law"]], [])
    form.press(Unavailable("The database cannot be reached."))
    at_rest()
    assert (form.below("law"), said) == ("", ["The database cannot be reached."])
    form.press()
    at_rest()
    assert form.done == ["kept"]


def test_several_things_still_to_be_said_stand_each_at_its_field(
    window_desk: Desk, shown: Show, at_rest: AtRest
) -> None:
    form = Form(window_desk, shown)

    def make() -> Callable[[], Done[str]]:
        raise Wanting({"law": "Say the law.", "title": "Say the title."})

    form.run.send(make, form.done.append, form.save)
    assert (form.below("title"), form.below("law")) == ("▲ Say the title.", "▲ Say the law.")
    assert form.seen == [form.fields["law"]]


def test_a_colleague_who_was_first_is_told_and_a_form_that_is_closed_still_tells_what_came_of_it(
    window_desk: Desk, shown: Show, at_rest: AtRest, said: list[str]
) -> None:
    form = Form(window_desk, shown)
    form.press(Conflict("A colleague was first."))
    at_rest()
    assert (form.stale, said) == ([True], ["A colleague was first."])
    form.press(BadInput("No such law.", "law"))
    form.whole.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    at_rest()
    assert said[-1] == "No such law."


def test_who_may_not_write_still_reads_and_is_told_why(window_desk: Desk, council: Council, qtbot: QtBot) -> None:
    line, press = QLineEdit(), QPushButton("Save")
    for part in (line, press):
        qtbot.addWidget(part)
    who_may = WhoMay(window_desk, lambda actor: "Read only." if actor == council.auditor else "", (line, press))
    qtbot.addWidget(who_may.label)
    window_desk.work_as(council.auditor)
    assert (who_may.label.text(), line.isReadOnly(), line.isEnabled(), press.isEnabled()) == (
        "Read only.",
        True,
        True,
        False,
    )
    window_desk.work_as(council.commissioner)
    assert (who_may.label.isVisible(), line.isReadOnly(), press.isEnabled()) == (False, False, True)


def is_in_sight(part: QWidget) -> bool:
    return not part.visibleRegion().isEmpty()


def test_a_field_that_is_wrong_is_scrolled_to_where_it_is_out_of_sight(
    window_desk: Desk, shown: Show, at_rest: AtRest, qtbot: QtBot
) -> None:
    form = Form(window_desk, shown)
    area = scrolled(form.whole, "A long form")
    column = QVBoxLayout(form.whole)
    for part in (form.fields["title"], QWidget(minimumHeight=2_000), form.fields["law"], form.save):
        column.addWidget(part)
    QVBoxLayout(form.window).addWidget(area)
    for wrong in ("law", "title"):
        form.press(RuleBroken("It is another.", field=wrong))
        at_rest()
        named, other = form.fields[wrong], form.fields["title" if wrong == "law" else "law"]
        qtbot.waitUntil(partial(is_in_sight, named))
        assert named.control.hasFocus()
        assert not is_in_sight(other)


def test_a_control_that_cannot_be_used_says_why_to_a_screen_reader_and_afterwards_what_it_said_before(
    icons: Icons, qtbot: QtBot
) -> None:
    day = Labelled("Decided on", DayField("Decided on", icons), "Empty for today.")
    qtbot.addWidget(day)
    parts = (day.control, *day.control.findChildren(QLineEdit), *day.control.findChildren(QPushButton))
    before = [part.accessibleDescription() for part in parts]
    for sentence in ("Read only.", "Read only: ask one."):
        let_use(day.control, sentence)
        assert {part.accessibleDescription() for part in parts} == {sentence}
        assert not any(part.isEnabled() for part in parts)
    let_use(day.control, "")
    assert [part.accessibleDescription() for part in parts] == before
    assert "Empty for today." in before
