-- The search by hand: one need, miles round a place, a week, a day and a budget; the first of the list and both counts.
WITH candidates AS MATERIALIZED (
  SELECT s.id AS service_id, a.lot_id, s.name, floor(sqrt((s.easting - %(easting)s) * (s.easting - %(easting)s) + (s.northing - %(northing)s) * (s.northing - %(northing)s)) / 160.9344 + 0.5)::integer AS tenths,
    CASE WHEN a.id IS NULL OR NOT (a.first_day <= %(start_day)s AND (a.last_day IS NULL OR a.last_day >= %(start_day)s) OR EXISTS (
        SELECT 1 FROM admissions a2 WHERE a2.service_id = a.service_id AND a2.lot_id = a.lot_id
        AND a2.first_day <= %(start_day)s AND (a2.last_day IS NULL OR a2.last_day >= %(start_day)s))) THEN 1
      WHEN EXISTS (SELECT 1 FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
        WHERE a2.service_id = a.service_id AND a2.lot_id = a.lot_id AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s)) THEN 2
      WHEN l.last_call_off_day < %(start_day)s OR c.last_call_off_day < %(start_day)s OR c.last_day < %(start_day)s THEN 3
      ELSE 0 END AS before_rate,
    CASE WHEN l.registration_needed AND s.registration <> 'registered' THEN 5
      WHEN s.insurance_last_day < %(start_day)s THEN 6 WHEN s.places_free <= 0 THEN 8 ELSE 0 END AS after_rate
  FROM services s
  LEFT JOIN admissions a ON a.service_id = s.id
  LEFT JOIN lots l ON l.id = a.lot_id
  LEFT JOIN schemes c ON c.id = l.scheme_id
  WHERE s.northing BETWEEN %(south)s AND %(north)s AND s.easting BETWEEN %(west)s AND %(east)s
    AND (s.easting - %(easting)s) * (s.easting - %(easting)s) + (s.northing - %(northing)s) * (s.northing - %(northing)s) <= %(reach_squared)s
    AND s.weekday_mask & %(weekday_mask)s::integer = %(weekday_mask)s::integer
    AND EXISTS (SELECT 1 FROM service_needs n WHERE n.service_id = s.id
      AND n.need_id = (SELECT id FROM need_categories WHERE code = %(needs_0)s))
    AND (a.lot_id IS NULL
      OR a.lot_id IN (SELECT lot_id FROM lot_needs WHERE need_id = (SELECT id FROM need_categories WHERE code = %(needs_0)s))
      OR a.lot_id NOT IN (SELECT lot_id FROM lot_needs))
    AND NOT EXISTS (SELECT 1 FROM admissions e
      WHERE e.service_id = a.service_id AND e.lot_id = a.lot_id AND e.first_day < a.first_day)
),
costed AS MATERIALIZED (
  SELECT k.*, best.*, CASE WHEN before_rate <> 0 THEN before_rate WHEN rate_id IS NULL THEN 4 ELSE after_rate END AS gate FROM candidates k LEFT JOIN LATERAL (
    SELECT r.id AS rate_id, (2 * r.price * CASE g.unit WHEN 'hour' THEN %(units_hour)s::bigint WHEN 'session' THEN %(units_session)s::bigint
  WHEN 'half-day' THEN %(units_half_day)s::bigint WHEN 'day' THEN %(units_day)s::bigint WHEN 'night' THEN %(units_night)s::bigint
  WHEN 'week' THEN %(units_week)s::bigint END + %(units_over)s::bigint) / (2 * %(units_over)s::bigint) AS weekly, r.price, g.unit, g.ratio_staff, g.ratio_people, g.activity_id FROM rate_lines g JOIN rates r ON r.rate_line_id = g.id
  WHERE g.service_id = k.service_id AND g.lot_id = k.lot_id
  AND g.kind IN ('care', 'accommodation') AND g.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
  AND (g.activity_id IS NULL OR (EXISTS (SELECT 1 FROM activities a WHERE a.id = g.activity_id AND a.first_day <= %(start_day)s AND (a.last_day IS NULL OR a.last_day >= %(start_day)s)
      AND a.weekday_mask & %(weekday_mask)s::integer = %(weekday_mask)s::integer)
    AND (SELECT count(DISTINCT x.weekday) FROM activity_sessions x WHERE x.activity_id = g.activity_id
      AND (%(weekday_mask)s::integer >> x.weekday) & 1 = 1
      AND x.start_minute < CAST(substr(%(to_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER) AND x.end_minute > CAST(substr(%(from_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)
      AND (g.unit <> 'hour' OR (x.start_minute <= CAST(substr(%(cover_from_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)
        AND x.end_minute >= CAST(substr(%(cover_to_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)))) = %(days_attended)s)) AND r.first_day <= %(start_day)s AND (r.last_day IS NULL OR r.last_day >= %(start_day)s)
    ORDER BY 2 NULLS LAST, 3, 1 LIMIT 1) best ON true),
page AS MATERIALIZED (
  SELECT costed.*, name AS page_name, CASE WHEN lot_id IS NULL OR rate_id IS NULL THEN 3 WHEN gate <> 0 THEN 2
  WHEN weekly IS NULL OR weekly > %(budget)s THEN 1 ELSE 0 END AS standing, count(*) OVER () AS found,
    sum(CASE WHEN CASE WHEN lot_id IS NULL OR rate_id IS NULL THEN 3 WHEN gate <> 0 THEN 2
  WHEN weekly IS NULL OR weekly > %(budget)s THEN 1 ELSE 0 END = 0 THEN 1 ELSE 0 END) OVER () AS fitting
  FROM costed ORDER BY standing, weekly NULLS LAST, tenths NULLS LAST, name COLLATE "C", service_id, coalesce(lot_id, 0) LIMIT %(limit)s)
SELECT k.service_id, s.name, p.name, k.lot_id, l.title, c.title, d.name, k.tenths, k.rate_id, t.name, k.unit, k.ratio_staff,
  k.ratio_people, k.price, k.weekly, s.rating, s.places_free, s.places_said_on, k.gate,
  CASE k.gate WHEN 1 THEN (SELECT min(a.first_day) FROM admissions a WHERE a.service_id = k.service_id AND a.lot_id = k.lot_id AND a.first_day > %(start_day)s)
    WHEN 2 THEN (SELECT u.first_day FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
  WHERE a2.service_id = k.service_id AND a2.lot_id = k.lot_id AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s)
  ORDER BY u.first_day, u.id LIMIT 1)
    WHEN 4 THEN (SELECT min(r.first_day) FROM rate_lines g JOIN rates r ON r.rate_line_id = g.id
      WHERE g.service_id = k.service_id AND g.lot_id = k.lot_id
  AND g.kind IN ('care', 'accommodation') AND g.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
  AND (g.activity_id IS NULL OR (EXISTS (SELECT 1 FROM activities a WHERE a.id = g.activity_id AND a.first_day <= %(start_day)s AND (a.last_day IS NULL OR a.last_day >= %(start_day)s)
      AND a.weekday_mask & %(weekday_mask)s::integer = %(weekday_mask)s::integer)
    AND (SELECT count(DISTINCT x.weekday) FROM activity_sessions x WHERE x.activity_id = g.activity_id
      AND (%(weekday_mask)s::integer >> x.weekday) & 1 = 1
      AND x.start_minute < CAST(substr(%(to_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER) AND x.end_minute > CAST(substr(%(from_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)
      AND (g.unit <> 'hour' OR (x.start_minute <= CAST(substr(%(cover_from_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)
        AND x.end_minute >= CAST(substr(%(cover_to_minutes)s::text, x.weekday * 4 + 1, 4) AS INTEGER)))) = %(days_attended)s)) AND r.first_day > %(start_day)s) END,
  CASE k.gate WHEN 1 THEN (SELECT max(a.last_day) FROM admissions a WHERE a.service_id = k.service_id AND a.lot_id = k.lot_id AND a.last_day < %(start_day)s)
    WHEN 2 THEN (SELECT u.last_day FROM admissions a2 JOIN suspensions u ON u.admission_id = a2.id
  WHERE a2.service_id = k.service_id AND a2.lot_id = k.lot_id AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s)
  ORDER BY u.first_day, u.id LIMIT 1) WHEN 3 THEN coalesce(l.last_call_off_day, c.last_call_off_day, c.last_day)
    WHEN 6 THEN s.insurance_last_day END,
  s.registration, s.min_age, l.min_age, s.max_age, l.max_age, k.found, k.fitting
FROM page k
JOIN services s ON s.id = k.service_id
JOIN providers p ON p.id = s.provider_id
LEFT JOIN districts d ON d.code = s.district_code
LEFT JOIN lots l ON l.id = k.lot_id
LEFT JOIN schemes c ON c.id = l.scheme_id
LEFT JOIN activities t ON t.id = k.activity_id
ORDER BY standing, weekly NULLS LAST, tenths NULLS LAST, k.page_name COLLATE "C", k.service_id, coalesce(k.lot_id, 0)
