"""What a question can be asked with."""

from sqlalchemy import Connection, Select, select

from brokerage.domain.search_choices import Choice, SearchChoices
from brokerage.storage.tables.areas import DistrictRow
from brokerage.storage.tables.providers import ServiceLanguageRow, ServiceRow
from brokerage.storage.tables.schemes import LotRow, NeedCategoryRow, OutcomeRow, SchemeRow

_NEEDS = select(NeedCategoryRow.code, NeedCategoryRow.title).order_by(NeedCategoryRow.title, NeedCategoryRow.code)
_SCHEMES = select(SchemeRow.reference, SchemeRow.title).order_by(SchemeRow.title, SchemeRow.reference)
_LOTS = (
    select(SchemeRow.reference, LotRow.number, LotRow.title)
    .join(SchemeRow, SchemeRow.id == LotRow.scheme_id)
    .order_by(SchemeRow.title, LotRow.number, LotRow.id)
)
_OUTCOMES = select(OutcomeRow.code, OutcomeRow.title).order_by(OutcomeRow.title, OutcomeRow.code)
_DISTRICTS = (
    select(DistrictRow.code, DistrictRow.name)
    .where(select(ServiceRow.id).where(ServiceRow.district_code == DistrictRow.code).exists() | DistrictRow.chosen)
    .order_by(DistrictRow.name, DistrictRow.code)
)
_LANGUAGES = select(ServiceLanguageRow.language).distinct().order_by(ServiceLanguageRow.language)


def search_choices(connection: Connection) -> SearchChoices:
    """Everything there is to ask with. Districts are the council's own and those that have a service."""
    return SearchChoices(
        needs=_choices(connection, _NEEDS),
        schemes=_choices(connection, _SCHEMES),
        lots=tuple(
            Choice(f"{scheme}/{number}", title, (number,)) for scheme, number, title in connection.execute(_LOTS)
        ),
        outcomes=_choices(connection, _OUTCOMES),
        districts=_choices(connection, _DISTRICTS),
        languages=tuple(Choice(row.language, row.language) for row in connection.execute(_LANGUAGES)),
    )


def _choices(connection: Connection, statement: Select[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(code, title) for code, title in connection.execute(statement))
