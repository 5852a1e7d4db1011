-- Whatever the public reads, its change leaves the number of its transaction here, whoever makes it: pages are kept in memory until the set of
-- these numbers is another. One row that all count up would make writers wait for each other, in an order that nobody has thought of; a
-- sequence moves before the change can be seen. The last to commit is always in the set, so that no change goes unseen. Older numbers are
-- taken out on the way, where nobody holds them. A test knows every table: it has the trigger, or its reason not to have it.

-- +goose Up
CREATE TABLE public_change (
    tx xid8 PRIMARY KEY
);

-- +goose StatementBegin
CREATE FUNCTION public_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public_change (tx) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        DELETE FROM public_change WHERE tx IN (SELECT tx FROM public_change WHERE tx < pg_snapshot_xmin(pg_current_snapshot()) FOR UPDATE SKIP LOCKED);
        PERFORM pg_notify('public_change', '');
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'book', 'comment', 'digest_recipients', 'draft_part', 'goal_told', 'incident',
        'incident_entry', 'ledger_public', 'ledger_state', 'ledger_witness', 'moderation_case', 'moderation_flag',
        'moderation_mute', 'moderation_text', 'moderation_thread', 'office_audit', 'organizer_act', 'outbox',
        'petition', 'petition_day', 'petition_delivery', 'petition_event', 'petition_milestone', 'petition_queue',
        'petition_response', 'petition_ring', 'petition_settled', 'petition_update', 'program', 'program_entry',
        'program_proposal', 'program_proposer', 'pulse', 'pulse_shown', 'rating', 'rating_tally',
        'response_link', 'retention_run', 'setting', 'signature_name', 'slot', 'standard_draft',
        'standard_version', 'summary', 'summary_petition', 'voice', 'workplace'
    ] LOOP
        EXECUTE format('CREATE TRIGGER public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION public_changed()', name);
    END LOOP;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION public_changed() CASCADE;
DROP TABLE public_change;
