ALTER TABLE services ADD COLUMN need_list TEXT NOT NULL DEFAULT ';';

ALTER TABLE rates ADD COLUMN service_id INTEGER NOT NULL DEFAULT 0;

ALTER TABLE rates ADD COLUMN lot_id INTEGER NOT NULL DEFAULT 0;

ALTER TABLE rates ADD COLUMN activity_id INTEGER;

ALTER TABLE rates ADD COLUMN kind TEXT NOT NULL DEFAULT '';

ALTER TABLE rates ADD COLUMN unit TEXT NOT NULL DEFAULT '';

ALTER TABLE rates ADD COLUMN ratio_staff INTEGER;

ALTER TABLE rates ADD COLUMN ratio_people INTEGER;

UPDATE services SET need_list = ';' || (
    SELECT string_agg(need_id::text, ';') FROM service_needs WHERE service_needs.service_id = services.id
) || ';'
WHERE id IN (SELECT service_id FROM service_needs);

UPDATE rates SET service_id = line.service_id, lot_id = line.lot_id, activity_id = line.activity_id, kind = line.kind,
    unit = line.unit, ratio_staff = line.ratio_staff, ratio_people = line.ratio_people
FROM rate_lines AS line WHERE line.id = rates.rate_line_id;

DROP INDEX ix_rate_lines_search;

DROP INDEX ix_rates_in_force;

CREATE INDEX ix_rates_in_force ON rates (rate_line_id, first_day, last_day);

CREATE INDEX ix_rates_search ON rates (
    service_id, lot_id, first_day, last_day, unit, activity_id, ratio_staff, ratio_people, price, kind, id
)
WHERE kind IN ('care', 'accommodation') AND unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week');

DROP INDEX ix_services_grid;

CREATE INDEX ix_services_grid ON services ((northing / 10000), easting, northing);
