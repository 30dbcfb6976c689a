DROP INDEX ix_rate_lines_search;

CREATE INDEX ix_rate_lines_search ON rate_lines (service_id, lot_id, unit, activity_id, ratio_staff, ratio_people, id)
WHERE kind IN ('care', 'accommodation') AND unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week');
