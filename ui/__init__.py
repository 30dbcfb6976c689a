"""What people see: one folder a screen. The only place that imports PySide6.

How to add a page:

1. A folder `ui/<page>/` with `page.py` (a subclass of `ui.page.Page`: widgets and layout, no decisions), `presenter.py` (plain
   functions and classes that turn answers into what is shown and typed values into questions; it imports no PySide6) and
   `columns.py` (tuples of `ui.widgets.row_table.Column`). The page's class name and module stand in `ui/pages.py` already,
   or get one line there. The module is imported on a thread, so it does nothing at import.
2. `__init__(self, desk)` calls `super().__init__(desk)` and builds the widgets; it asks nothing of the database.
   `activated(intent)` is called each time the page comes to the front: ask there. `intent` is None or one of `ui.intents`.
   `reload(kinds)` is called when something changed, here or at a colleague's desk, while the page is in front (or, gathered,
   just before its next `activated`). Selection, scroll and half-typed text stay: `RowTable.show_rows` sees to that.
3. Ask with `desk.reads.latest("find: offers", partial(find_support, desk.database, …), self._show, self._failed)`: it runs off
   the UI thread, the latest under a key wins, the answer arrives on the UI thread. Change with
   `desk.writes.run(partial(raise_call_off, desk.database, desk.actor, …, now=desk.now()), self._raised, self._failed,
   while_running=self.raise_button)`: one at a time; what it changed reaches every page by itself. Use cases are imported inside
   the function that asks, or at the top of the page's presenter: never in the shell. Without `on_failure` the banner tells it.
4. A failure: `failure = describe(error)` (ui.failures), then `place_failure(failure, {"postcode": labelled, …})` puts it at its
   field, `table.show_failed(failure, retry)` in place of the rows, or `desk.fail(error, retry)` in the banner. Success:
   `desk.say("Call-off C-1042 is raised. Mr A has it now for approval.")`.
5. `desk.person` is the person in hand (`PersonSummary`, None is a what-if) and `desk.person_changed` tells of another;
   `desk.show_choice(weekly)` puts a cost in the pinned budget bar; `desk.navigate(PageName.COMPARE, CompareOffers(…))` goes on.
   `desk.today()` and `desk.now()` are the only clock.
6. Build with ui.widgets: `PageHeader`, `Card`, `row`/`column`/`scrolled` (card.py), `RowTable`, `Facts`, `Labelled` (label, hint,
   error), `ChoiceField`, `tick`, `CountField`, `MoneyField`, `DayField`, `WeekField`, `PlaceField`, `BudgetBar`, `StatePanel`, and
   `button` (weights primary, secondary, quiet, danger) and the labels of text.py. Write with ui.formats (`words(enum)`, `money`,
   `day`, `budget_left`, `gate`, `places` …). Colours come from the style sheet or `desk.look.colour("good")`; lengths of anything
   you paint from `desk.look.px(…)`, so that text at 200 % is not clipped. Page margin 24, cards 16, gaps 8.
7. Every control that takes the focus has an accessible name; tests call `assert_accessible(page)` of tests/ui/accessibility.py.
8. Its part of the journey: `ui/tour_steps/<page>.py`, as `ui/tour.py` says.
"""
