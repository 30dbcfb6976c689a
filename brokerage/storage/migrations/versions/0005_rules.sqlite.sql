CREATE TRIGGER rates_repeat_their_line AFTER INSERT ON rates
BEGIN
    UPDATE rates SET service_id = line.service_id, lot_id = line.lot_id, activity_id = line.activity_id, kind = line.kind,
        unit = line.unit, ratio_staff = line.ratio_staff, ratio_people = line.ratio_people
    FROM rate_lines AS line WHERE line.id = NEW.rate_line_id AND rates.id = NEW.id;
END;

DROP TRIGGER rates_are_never_edited;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates
WHEN NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.source <> OLD.source OR NEW.note <> OLD.note OR NEW.uplift_id IS NOT OLD.uplift_id
    OR OLD.service_id <> 0 AND (
        NEW.service_id <> OLD.service_id OR NEW.lot_id <> OLD.lot_id OR NEW.activity_id IS NOT OLD.activity_id
        OR NEW.kind <> OLD.kind OR NEW.unit <> OLD.unit OR NEW.ratio_staff IS NOT OLD.ratio_staff
        OR NEW.ratio_people IS NOT OLD.ratio_people
    )
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

CREATE TRIGGER rate_lines_are_never_edited BEFORE UPDATE ON rate_lines
WHEN NEW.id <> OLD.id OR NEW.service_id <> OLD.service_id OR NEW.lot_id <> OLD.lot_id
    OR NEW.activity_id IS NOT OLD.activity_id OR NEW.kind <> OLD.kind OR NEW.unit <> OLD.unit
    OR NEW.ratio_staff IS NOT OLD.ratio_staff OR NEW.ratio_people IS NOT OLD.ratio_people OR NEW.band <> OLD.band
BEGIN
    SELECT RAISE(ABORT, 'rate_lines_are_never_edited');
END;

CREATE TRIGGER need_is_listed AFTER INSERT ON service_needs
BEGIN
    UPDATE services SET need_list = need_list || NEW.need_id || ';'
    WHERE id = NEW.service_id AND instr(need_list, ';' || NEW.need_id || ';') = 0;
END;

CREATE TRIGGER need_is_listed_no_more AFTER DELETE ON service_needs
BEGIN
    UPDATE services SET need_list = replace(need_list, ';' || OLD.need_id || ';', ';') WHERE id = OLD.service_id;
END;

CREATE TRIGGER needs_of_services_are_never_edited BEFORE UPDATE ON service_needs
BEGIN
    SELECT RAISE(ABORT, 'needs_of_services_are_never_edited');
END;
