-- The search by hand: one need, miles round a place, a week with the same times on each of its weekdays, a day and a budget;
-- the first of the list and both counts. OFFSET 0 keeps the steps apart without a table between them.
WITH lot AS MATERIALIZED (
  SELECT l.id, l.title, c.title AS scheme, l.registration_needed,
    least(l.last_call_off_day, c.last_call_off_day, c.last_day) AS last_call_off_day,
    %(units_half_day)s::bigint + CASE WHEN %(length_0)s::bigint > coalesce((SELECT y.longest_half_day_minutes FROM scheme_policies y
      WHERE y.scheme_id = l.scheme_id AND y.first_day <= %(start_day)s AND (y.last_day IS NULL OR y.last_day >= %(start_day)s)
      ORDER BY y.first_day DESC LIMIT 1), 240) THEN %(longer_0)s::bigint ELSE 0 END AS half_days
  FROM lots l JOIN schemes c ON c.id = l.scheme_id
  WHERE l.id NOT IN (SELECT lot_id FROM lot_needs)
    OR l.id IN (SELECT lot_id FROM lot_needs WHERE need_id = (SELECT id FROM need_categories WHERE code = %(needs_0)s))
)
SELECT k.id, k.name, p.name, k.lot_id, l.title, l.scheme, d.name, k.tenths, k.rate_id, t.name, k.unit, k.ratio_staff,
  k.ratio_people, k.price, k.weekly, k.rating, k.places_free, k.places_said_on, k.gate,
  CASE k.gate WHEN 1 THEN k.next_day
    WHEN 2 THEN (SELECT u.first_day FROM admissions a JOIN suspensions u ON u.admission_id = a.id
      WHERE a.service_id = k.id AND a.lot_id = k.lot_id AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s)
      ORDER BY u.first_day, u.id LIMIT 1)
    WHEN 5 THEN (SELECT min(r.first_day) FROM rates r
      WHERE r.service_id = k.id AND r.lot_id = k.lot_id
        AND r.kind IN ('care', 'accommodation') AND r.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
        AND (r.activity_id IS NULL OR r.activity_id = ANY (CASE r.unit WHEN 'hour' THEN k.lasting ELSE k.meeting END))
        AND r.first_day > %(start_day)s) END,
  CASE k.gate WHEN 1 THEN k.ended_day
    WHEN 2 THEN (SELECT u.last_day FROM admissions a JOIN suspensions u ON u.admission_id = a.id
      WHERE a.service_id = k.id AND a.lot_id = k.lot_id AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s)
      ORDER BY u.first_day, u.id LIMIT 1)
    WHEN 3 THEN l.last_call_off_day
    WHEN 5 THEN (SELECT min(r.first_day) FROM rate_lines g JOIN rates r ON r.rate_line_id = g.id
      WHERE g.service_id = k.id AND g.lot_id = k.lot_id AND g.kind IN ('care', 'accommodation')
        AND r.first_day <= %(start_day)s AND (r.last_day IS NULL OR r.last_day >= %(start_day)s))
    WHEN 7 THEN k.insurance_last_day END,
  CASE k.gate WHEN 4 THEN (SELECT string_agg(x.weekday || ' ' || x.start_minute || ' ' || x.end_minute, ';') FROM activities t
    JOIN activity_sessions x ON x.activity_id = t.id
    WHERE t.service_id = k.id AND t.first_day <= %(start_day)s AND (t.last_day IS NULL OR t.last_day >= %(start_day)s)) END,
  CASE k.gate WHEN 6 THEN k.registration END, k.found, k.fitting
FROM (
  -- The order's keys are named, so that the page is known to be sorted when names are read beside it.
  SELECT ranked.*, name COLLATE "C" AS name_key, coalesce(lot_id, 0) AS lot_key, count(*) OVER () AS found,
    sum(CASE standing WHEN 0 THEN 1 ELSE 0 END) OVER () AS fitting
  FROM (SELECT costed.*, CASE WHEN lot_id IS NULL OR rate_id IS NULL THEN 3 WHEN gate <> 0 THEN 2
      WHEN weekly IS NULL OR weekly > %(budget)s THEN 1 ELSE 0 END AS standing
    FROM (SELECT c.*, best.*, CASE WHEN before_rate <> 0 THEN before_rate WHEN off = 1 THEN 4
        WHEN rate_id IS NULL AND c.runs = 0 AND EXISTS (SELECT 1 FROM rates z
          WHERE z.service_id = c.id AND z.lot_id = c.lot_id
            AND z.kind IN ('care', 'accommodation') AND z.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
            AND z.unit IN ('hour', 'session', 'half-day', 'day') AND z.first_day <= %(start_day)s AND (z.last_day IS NULL OR z.last_day >= %(start_day)s)) THEN 4
        WHEN rate_id IS NULL THEN 5 ELSE after_rate END AS gate
      FROM (SELECT s.*, a.lot_id, a.next_day, a.ended_day, l.half_days,
          CASE WHEN a.admitted IS NOT TRUE THEN 1 WHEN a.suspended THEN 2 WHEN l.last_call_off_day < %(start_day)s THEN 3 ELSE 0 END AS before_rate,
          CASE WHEN l.registration_needed AND s.registration <> 'registered' THEN 6
            WHEN s.insurance_last_day < %(start_day)s THEN 7 WHEN s.places_free <= 0 THEN 9 ELSE 0 END AS after_rate
        FROM (SELECT near.*, timetable.*
          FROM (SELECT s.id, s.provider_id, s.name, s.district_code, s.rating, s.places_free, s.places_said_on, s.registration,
              s.insurance_last_day,
              floor(sqrt((s.easting - %(easting)s) * (s.easting - %(easting)s) + (s.northing - %(northing)s) * (s.northing - %(northing)s)) / 160.9344 + 0.5)::integer AS tenths
            FROM services s
            WHERE s.northing / 10000 = ANY (ARRAY(SELECT generate_series(%(south)s::integer / 10000, %(north)s::integer / 10000)))
              AND s.northing BETWEEN %(south)s AND %(north)s AND s.easting BETWEEN %(west)s AND %(east)s
              AND (s.easting - %(easting)s) * (s.easting - %(easting)s) + (s.northing - %(northing)s) * (s.northing - %(northing)s) <= %(reach_squared)s
              AND s.weekday_mask & %(weekday_mask)s::integer = %(weekday_mask)s::integer
              AND s.need_list LIKE (SELECT '%;' || id || ';%' FROM need_categories WHERE code = %(needs_0)s) OFFSET 0) near
          LEFT JOIN LATERAL (SELECT CASE WHEN bool_or(sessions > 0) IS NOT TRUE OR bit_or(covered) & %(weekday_mask)s::integer = %(weekday_mask)s::integer THEN 2
              WHEN bit_or(met) & %(weekday_mask)s::integer = %(weekday_mask)s::integer THEN 1 ELSE 0 END AS runs,
              array_agg(id) FILTER (WHERE met & %(weekday_mask)s::integer = %(weekday_mask)s::integer) AS meeting,
              array_agg(id) FILTER (WHERE through & %(weekday_mask)s::integer = %(weekday_mask)s::integer) AS lasting
            FROM (SELECT t.id, held.sessions, CASE WHEN live THEN held.met END AS met, CASE WHEN live THEN held.covered END AS covered,
                CASE WHEN live THEN held.through END AS through
              FROM (SELECT id, first_day <= %(start_day)s AND (last_day IS NULL OR last_day >= %(start_day)s) AS live
                FROM activities WHERE service_id = near.id) t
              CROSS JOIN LATERAL (SELECT count(*) AS sessions,
                  bit_or(1 << x.weekday) FILTER (WHERE x.start_minute < %(to_minute)s AND x.end_minute > %(from_minute)s) AS met,
                  bit_or(1 << x.weekday) FILTER (WHERE x.start_minute <= %(cover_from_minute)s AND x.end_minute >= %(cover_to_minute)s) AS covered,
                  bit_or(1 << x.weekday) FILTER (WHERE x.start_minute < %(to_minute)s AND x.end_minute > %(from_minute)s
                    AND x.start_minute <= %(cover_from_minute)s AND x.end_minute >= %(cover_to_minute)s) AS through
                FROM activity_sessions x WHERE x.activity_id = t.id) held) each_activity) timetable ON true
          OFFSET 0) s
        LEFT JOIN LATERAL (SELECT a.lot_id, bool_or(a.first_day <= %(start_day)s AND (a.last_day IS NULL OR a.last_day >= %(start_day)s)) AS admitted,
            bool_or(EXISTS (SELECT 1 FROM suspensions u WHERE u.admission_id = a.id
              AND u.first_day <= %(start_day)s AND (u.last_day IS NULL OR u.last_day >= %(start_day)s))) AS suspended,
            min(a.first_day) FILTER (WHERE a.first_day > %(start_day)s) AS next_day,
            max(a.last_day) FILTER (WHERE a.last_day < %(start_day)s) AS ended_day
          FROM admissions a WHERE a.service_id = s.id GROUP BY a.lot_id) a ON true
        LEFT JOIN lot l ON l.id = a.lot_id
        WHERE a.lot_id IS NULL OR l.id IS NOT NULL OFFSET 0) c
      LEFT JOIN LATERAL (SELECT r.id AS rate_id,
          (2 * r.price * CASE r.unit WHEN 'hour' THEN %(units_hour)s::bigint WHEN 'session' THEN %(units_session)s::bigint
            WHEN 'half-day' THEN c.half_days WHEN 'day' THEN %(units_day)s::bigint WHEN 'night' THEN %(units_night)s::bigint
            WHEN 'week' THEN %(units_week)s::bigint END + %(units_over)s::bigint) / (2 * %(units_over)s::bigint) AS weekly,
          r.price, r.unit, r.ratio_staff, r.ratio_people, r.activity_id,
          CASE WHEN c.runs < CASE WHEN r.activity_id IS NOT NULL THEN 0 WHEN r.unit = 'hour' THEN 2
            WHEN r.unit IN ('session', 'half-day', 'day') THEN 1 ELSE 0 END THEN 1 ELSE 0 END AS off
        FROM rates r
        WHERE r.service_id = c.id AND r.lot_id = c.lot_id
          AND r.kind IN ('care', 'accommodation') AND r.unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week')
          AND (r.activity_id IS NULL OR r.activity_id = ANY (CASE r.unit WHEN 'hour' THEN c.lasting ELSE c.meeting END))
          AND r.first_day <= %(start_day)s AND (r.last_day IS NULL OR r.last_day >= %(start_day)s)
        ORDER BY off, 2 NULLS LAST, 3, 1 LIMIT 1) best ON true
      OFFSET 0) costed
    OFFSET 0) ranked
  ORDER BY standing, weekly NULLS LAST, tenths NULLS LAST, name_key, id, lot_key LIMIT %(limit)s) k
JOIN providers p ON p.id = k.provider_id
LEFT JOIN districts d ON d.code = k.district_code
LEFT JOIN lot l ON l.id = k.lot_id
LEFT JOIN activities t ON t.id = k.activity_id
ORDER BY k.standing, k.weekly NULLS LAST, k.tenths NULLS LAST, k.name_key, k.id, k.lot_key
