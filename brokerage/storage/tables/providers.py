"""Providers, the services they run, what those offer through the week, and when they are closed."""

from datetime import date

from sqlalchemy import CheckConstraint, FetchedValue, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.domain.service import Rating, Registration
from brokerage.storage.column_types import ByValue, days_in_order_check, values_check
from brokerage.storage.tables.base import STRICT, Base, Numbered, Versioned

_MASK = "weekday_mask BETWEEN 0 AND 127"


class ProviderRow(Versioned, Base):
    """A legal body. `regulator_id` is the Care Quality Commission's provider id."""

    __tablename__ = "providers"
    __table_args__ = (STRICT,)

    name: Mapped[str] = mapped_column(index=True)
    council_reference: Mapped[str | None] = mapped_column(unique=True)
    company_number: Mapped[str | None] = mapped_column(unique=True)
    charity_number: Mapped[str | None]
    regulator_id: Mapped[str | None] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class ServiceRow(Versioned, Base):
    """What a provider runs at a place.

    Easting and northing in metres on the national grid. `weekday_mask` has Monday as 1 and Sunday as 64. `places_free` is
    as said on `places_said_on`, less what has been called off since. `search_text` is name, provider, place and
    activities in lower case, kept by the services that write them. `need_list` repeats the numbers of its needs for the
    search, a semicolon before and after each (`;1;3;`); the databases keep it themselves (decision 0018).
    """

    __tablename__ = "services"
    __table_args__ = (
        values_check("rating", Rating),
        values_check("registration", Registration),
        CheckConstraint(_MASK, name="weekday_mask_in_range"),
        CheckConstraint("places_free IS NULL OR places_free >= 0", name="places_not_oversold"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_in_order"),
        Index("ix_services_grid", text("(northing / 10000)"), "easting", "northing"),
        STRICT,
    )

    provider_id: Mapped[int] = mapped_column(ForeignKey("providers.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)
    council_reference: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    district_code: Mapped[str | None] = mapped_column(ForeignKey("districts.code"), index=True)
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    regulator_id: Mapped[str | None] = mapped_column(unique=True)
    rating: Mapped[Rating] = mapped_column(ByValue(Rating), default=Rating.NOT_RATED)
    rated_on: Mapped[date | None]
    registration: Mapped[Registration] = mapped_column(ByValue(Registration), default=Registration.NOT_NEEDED)
    capacity: Mapped[int | None]
    places_free: Mapped[int | None]
    places_said_on: Mapped[date | None]
    places_said_by: Mapped[str] = mapped_column(default="")
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    insurance_last_day: Mapped[date | None]
    weekday_mask: Mapped[int] = mapped_column(default=127)
    has_transport: Mapped[bool] = mapped_column(default=False)
    wheelchair_access: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")
    need_list: Mapped[str] = mapped_column(server_default=FetchedValue())


class ServiceNeedRow(Base):
    """A need category the service supports."""

    __tablename__ = "service_needs"
    __table_args__ = (STRICT,)

    need_id: Mapped[int] = mapped_column(ForeignKey("need_categories.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True, index=True)


class ServiceLanguageRow(Base):
    """A language spoken at the service, British Sign Language and Makaton included."""

    __tablename__ = "service_languages"
    __table_args__ = (STRICT,)

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)


class ActivityRow(Versioned, Base):
    """A thing on a service's timetable. `weekday_mask` repeats the weekdays of its sessions for the search."""

    __tablename__ = "activities"
    __table_args__ = (
        UniqueConstraint("service_id", "name"),
        CheckConstraint(_MASK, name="weekday_mask_in_range"),
        days_in_order_check(),
        STRICT,
    )

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"))
    name: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    weekday_mask: Mapped[int] = mapped_column(default=0)
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class ActivitySessionRow(Numbered, Base):
    """One weekly session: Monday is 0, minutes count from midnight."""

    __tablename__ = "activity_sessions"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_in_range"),
        CheckConstraint(
            "start_minute >= 0 AND end_minute > start_minute AND end_minute <= 1440", name="times_in_order"
        ),
        STRICT,
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    places: Mapped[int | None]


class ActivityOutcomeRow(Base):
    """An outcome the activity works towards."""

    __tablename__ = "activity_outcomes"
    __table_args__ = (STRICT,)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcomes.id"), primary_key=True, index=True)


class ClosureRow(Numbered, Base):
    """Days on which the service is closed, both ends included."""

    __tablename__ = "closures"
    __table_args__ = (days_in_order_check(), STRICT)

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
