CREATE FUNCTION repeat_rate_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line rate_lines;
BEGIN
    SELECT * INTO line FROM rate_lines WHERE id = NEW.rate_line_id;
    IF FOUND THEN
        NEW.service_id := line.service_id;
        NEW.lot_id := line.lot_id;
        NEW.activity_id := line.activity_id;
        NEW.kind := line.kind;
        NEW.unit := line.unit;
        NEW.ratio_staff := line.ratio_staff;
        NEW.ratio_people := line.ratio_people;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER rates_repeat_their_line BEFORE INSERT ON rates FOR EACH ROW EXECUTE FUNCTION repeat_rate_line();

DROP TRIGGER rates_are_never_edited ON rates;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates FOR EACH ROW
WHEN (
    NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.source <> OLD.source OR NEW.note <> OLD.note OR NEW.uplift_id IS DISTINCT FROM OLD.uplift_id
    OR NEW.service_id <> OLD.service_id OR NEW.lot_id <> OLD.lot_id OR NEW.activity_id IS DISTINCT FROM OLD.activity_id
    OR NEW.kind <> OLD.kind OR NEW.unit <> OLD.unit OR NEW.ratio_staff IS DISTINCT FROM OLD.ratio_staff
    OR NEW.ratio_people IS DISTINCT FROM OLD.ratio_people
)
EXECUTE FUNCTION refuse_change('rates_are_never_edited');

CREATE TRIGGER rate_lines_are_never_edited BEFORE UPDATE ON rate_lines FOR EACH ROW
WHEN (
    NEW.id <> OLD.id OR NEW.service_id <> OLD.service_id OR NEW.lot_id <> OLD.lot_id
    OR NEW.activity_id IS DISTINCT FROM OLD.activity_id OR NEW.kind <> OLD.kind OR NEW.unit <> OLD.unit
    OR NEW.ratio_staff IS DISTINCT FROM OLD.ratio_staff OR NEW.ratio_people IS DISTINCT FROM OLD.ratio_people
    OR NEW.band <> OLD.band
)
EXECUTE FUNCTION refuse_change('rate_lines_are_never_edited');

CREATE FUNCTION list_need() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE services SET need_list = need_list || NEW.need_id || ';'
        WHERE id = NEW.service_id AND strpos(need_list, ';' || NEW.need_id || ';') = 0;
    ELSE
        UPDATE services SET need_list = replace(need_list, ';' || OLD.need_id || ';', ';') WHERE id = OLD.service_id;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER need_is_listed AFTER INSERT OR DELETE ON service_needs FOR EACH ROW EXECUTE FUNCTION list_need();

CREATE TRIGGER needs_of_services_are_never_edited BEFORE UPDATE ON service_needs
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('needs_of_services_are_never_edited');
