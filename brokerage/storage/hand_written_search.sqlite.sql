-- The search by hand: one need, miles round a place, a week with the same times on each of its weekdays, a day and a budget;
-- the first of the list and both counts.
WITH lot AS MATERIALIZED (
  SELECT l.id, l.title, c.title AS scheme, l.registration_needed,
    min(coalesce(l.last_call_off_day, '9999'), coalesce(c.last_call_off_day, '9999'), coalesce(c.last_day, '9999')) AS last_call_off_day,
    :units_half_day + CASE WHEN :length_0 > coalesce((SELECT y.longest_half_day_minutes FROM scheme_policies y
      WHERE y.scheme_id = l.scheme_id AND y.first_day <= :start_day AND (y.last_day IS NULL OR y.last_day >= :start_day)
      ORDER BY y.first_day DESC LIMIT 1), 240) THEN :longer_0 ELSE 0 END AS half_days
  FROM lots l JOIN schemes c ON c.id = l.scheme_id
  WHERE l.id NOT IN (SELECT lot_id FROM lot_needs)
    OR l.id IN (SELECT lot_id FROM lot_needs WHERE need_id = (SELECT id FROM need_categories WHERE code = :needs_0))
),
near AS MATERIALIZED (
  SELECT s.id, s.provider_id, s.name, s.district_code, s.rating, s.places_free, s.places_said_on, s.registration,
    s.insurance_last_day,
    CAST(sqrt((s.easting - :easting) * (s.easting - :easting) + (s.northing - :northing) * (s.northing - :northing)) / 160.9344 + 0.5 AS INTEGER) AS tenths,
    (SELECT CASE WHEN count(*) = 0 OR sum(DISTINCT 1 << x.weekday) FILTER (WHERE t.first_day <= :start_day AND (t.last_day IS NULL OR t.last_day >= :start_day)
            AND x.start_minute <= :cover_from_minute AND x.end_minute >= :cover_to_minute) & :weekday_mask = :weekday_mask THEN 2
        WHEN sum(DISTINCT 1 << x.weekday) FILTER (WHERE t.first_day <= :start_day AND (t.last_day IS NULL OR t.last_day >= :start_day)
            AND x.start_minute < :to_minute AND x.end_minute > :from_minute) & :weekday_mask = :weekday_mask THEN 1 ELSE 0 END
      FROM activities t JOIN activity_sessions x ON x.activity_id = t.id WHERE t.service_id = s.id) AS runs
  FROM services s
  WHERE s.northing / 10000 IN (WITH RECURSIVE grid_row (number) AS (
      SELECT :south / 10000 UNION ALL SELECT number + 1 FROM grid_row WHERE number < :north / 10000) SELECT number FROM grid_row)
    AND s.northing BETWEEN :south AND :north AND s.easting BETWEEN :west AND :east
    AND (s.easting - :easting) * (s.easting - :easting) + (s.northing - :northing) * (s.northing - :northing) <= :reach_squared
    AND s.weekday_mask & :weekday_mask = :weekday_mask
    AND s.need_list LIKE (SELECT '%;' || id || ';%' FROM need_categories WHERE code = :needs_0)
),
candidates AS MATERIALIZED (
  SELECT s.*, a.lot_id, l.half_days,
    CASE WHEN a.id IS NULL OR NOT (a.first_day <= :start_day AND (a.last_day IS NULL OR a.last_day >= :start_day) OR EXISTS (
        SELECT 1 FROM admissions a2 WHERE a2.service_id = a.service_id AND a2.lot_id = a.lot_id AND a2.first_day <= :start_day AND (a2.last_day IS NULL OR a2.last_day >= :start_day))) THEN 1
      WHEN EXISTS (SELECT 1 FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
        WHERE a2.service_id = a.service_id AND a2.lot_id = a.lot_id AND u.first_day <= :start_day AND (u.last_day IS NULL OR u.last_day >= :start_day)) THEN 2
      WHEN l.last_call_off_day < :start_day THEN 3
      ELSE 0 END AS before_rate,
    CASE WHEN l.registration_needed AND s.registration <> 'registered' THEN 6
      WHEN s.insurance_last_day < :start_day THEN 7 WHEN s.places_free <= 0 THEN 9 ELSE 0 END AS after_rate
  FROM near s LEFT JOIN admissions a ON a.service_id = s.id LEFT JOIN lot l ON l.id = a.lot_id
  WHERE (a.lot_id IS NULL OR l.id IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM admissions e
      WHERE e.service_id = a.service_id AND e.lot_id = a.lot_id AND e.first_day < a.first_day)
),
priced AS MATERIALIZED (SELECT k.*,
  (SELECT id FROM (SELECT r.id, r.price, (2 * r.price * CASE r.unit WHEN 'hour' THEN :units_hour WHEN 'session' THEN :units_session
  WHEN 'half-day' THEN k.half_days WHEN 'day' THEN :units_day WHEN 'night' THEN :units_night
  WHEN 'week' THEN :units_week END + :units_over) / (2 * :units_over) AS weekly,
    CASE WHEN k.runs < CASE WHEN r.activity_id IS NOT NULL THEN 0 WHEN r.unit = 'hour' THEN 2
      WHEN r.unit IN ('session', 'half-day', 'day') THEN 1 ELSE 0 END THEN 1 ELSE 0 END AS off
  FROM rates r
  WHERE r.service_id = k.id AND r.lot_id = k.lot_id
  AND r.kind IN ('care', 'accommodation') AND r.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
  AND (r.activity_id IS NULL OR (EXISTS (SELECT 1 FROM activities a WHERE a.id = r.activity_id AND a.first_day <= :start_day AND (a.last_day IS NULL OR a.last_day >= :start_day)
      AND a.weekday_mask & :weekday_mask = :weekday_mask)
    AND (SELECT sum(DISTINCT 1 << x.weekday) FROM activity_sessions x WHERE x.activity_id = r.activity_id
      AND (:weekday_mask >> x.weekday) & 1 = 1
      AND x.start_minute < :to_minute AND x.end_minute > :from_minute
      AND (r.unit <> 'hour' OR (x.start_minute <= :cover_from_minute
        AND x.end_minute >= :cover_to_minute))) = :weekday_mask)) AND r.first_day <= :start_day AND (r.last_day IS NULL OR r.last_day >= :start_day))
  ORDER BY off, weekly NULLS LAST, price, id LIMIT 1) AS rate_id FROM candidates k),
costed AS MATERIALIZED (
  SELECT p.*, (2 * r.price * CASE r.unit WHEN 'hour' THEN :units_hour WHEN 'session' THEN :units_session
  WHEN 'half-day' THEN half_days WHEN 'day' THEN :units_day WHEN 'night' THEN :units_night
  WHEN 'week' THEN :units_week END + :units_over) / (2 * :units_over) AS weekly, r.price, r.unit, r.ratio_staff, r.ratio_people, r.activity_id, CASE WHEN before_rate <> 0 THEN before_rate
    WHEN rate_id IS NOT NULL AND CASE WHEN p.runs < CASE WHEN r.activity_id IS NOT NULL THEN 0 WHEN r.unit = 'hour' THEN 2
      WHEN r.unit IN ('session', 'half-day', 'day') THEN 1 ELSE 0 END THEN 1 ELSE 0 END = 1 THEN 4
    WHEN rate_id IS NULL AND p.runs = 0 AND EXISTS (SELECT 1 FROM rates z
      WHERE z.service_id = p.id AND z.lot_id = p.lot_id
        AND z.kind IN ('care', 'accommodation') AND z.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
        AND z.unit IN ('hour', 'session', 'half-day', 'day') AND z.first_day <= :start_day AND (z.last_day IS NULL OR z.last_day >= :start_day)) THEN 4
    WHEN rate_id IS NULL THEN 5 ELSE after_rate END AS gate
  FROM priced p LEFT JOIN rates r ON r.id = p.rate_id),
page AS MATERIALIZED (
  SELECT costed.*, CASE WHEN lot_id IS NULL OR rate_id IS NULL THEN 3 WHEN gate <> 0 THEN 2
  WHEN weekly IS NULL OR weekly > :budget THEN 1 ELSE 0 END AS standing, count(*) OVER () AS found,
    sum(CASE WHEN CASE WHEN lot_id IS NULL OR rate_id IS NULL THEN 3 WHEN gate <> 0 THEN 2
  WHEN weekly IS NULL OR weekly > :budget THEN 1 ELSE 0 END = 0 THEN 1 ELSE 0 END) OVER () AS fitting
  FROM costed ORDER BY standing, weekly NULLS LAST, tenths NULLS LAST, name, id, coalesce(lot_id, 0) LIMIT :limit)
SELECT k.id, k.name, p.name, k.lot_id, l.title, l.scheme, d.name, k.tenths, k.rate_id, t.name, k.unit, k.ratio_staff,
  k.ratio_people, k.price, k.weekly, k.rating, k.places_free, k.places_said_on, k.gate,
  CASE k.gate WHEN 1 THEN (SELECT min(a.first_day) FROM admissions a WHERE a.service_id = k.id AND a.lot_id = k.lot_id AND a.first_day > :start_day)
    WHEN 2 THEN (SELECT u.first_day FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
  WHERE a2.service_id = k.id AND a2.lot_id = k.lot_id AND u.first_day <= :start_day AND (u.last_day IS NULL OR u.last_day >= :start_day)
  ORDER BY u.first_day, u.id LIMIT 1)
    WHEN 5 THEN (SELECT min(r.first_day) FROM rates r
      WHERE r.service_id = k.id AND r.lot_id = k.lot_id
  AND r.kind IN ('care', 'accommodation') AND r.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
  AND (r.activity_id IS NULL OR (EXISTS (SELECT 1 FROM activities a WHERE a.id = r.activity_id AND a.first_day <= :start_day AND (a.last_day IS NULL OR a.last_day >= :start_day)
      AND a.weekday_mask & :weekday_mask = :weekday_mask)
    AND (SELECT sum(DISTINCT 1 << x.weekday) FROM activity_sessions x WHERE x.activity_id = r.activity_id
      AND (:weekday_mask >> x.weekday) & 1 = 1
      AND x.start_minute < :to_minute AND x.end_minute > :from_minute
      AND (r.unit <> 'hour' OR (x.start_minute <= :cover_from_minute
        AND x.end_minute >= :cover_to_minute))) = :weekday_mask)) AND r.first_day > :start_day) END,
  CASE k.gate WHEN 1 THEN (SELECT max(a.last_day) FROM admissions a WHERE a.service_id = k.id AND a.lot_id = k.lot_id AND a.last_day < :start_day)
    WHEN 2 THEN (SELECT u.last_day FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
  WHERE a2.service_id = k.id AND a2.lot_id = k.lot_id AND u.first_day <= :start_day AND (u.last_day IS NULL OR u.last_day >= :start_day)
  ORDER BY u.first_day, u.id LIMIT 1)
    WHEN 3 THEN l.last_call_off_day
    WHEN 5 THEN (SELECT min(r.first_day) FROM rate_lines g JOIN rates r ON r.rate_line_id = g.id
      WHERE g.service_id = k.id AND g.lot_id = k.lot_id AND g.kind IN ('care', 'accommodation')
        AND r.first_day <= :start_day AND (r.last_day IS NULL OR r.last_day >= :start_day))
    WHEN 7 THEN k.insurance_last_day END,
  CASE k.gate WHEN 4 THEN (SELECT group_concat(x.weekday || ' ' || x.start_minute || ' ' || x.end_minute, ';') FROM activities t
    JOIN activity_sessions x ON x.activity_id = t.id
    WHERE t.service_id = k.id AND t.first_day <= :start_day AND (t.last_day IS NULL OR t.last_day >= :start_day)) END,
  CASE k.gate WHEN 6 THEN k.registration END, k.found, k.fitting
FROM page k
JOIN providers p ON p.id = k.provider_id
LEFT JOIN districts d ON d.code = k.district_code
LEFT JOIN lot l ON l.id = k.lot_id
LEFT JOIN activities t ON t.id = k.activity_id
ORDER BY standing, weekly NULLS LAST, tenths NULLS LAST, k.name, k.id, coalesce(k.lot_id, 0)
