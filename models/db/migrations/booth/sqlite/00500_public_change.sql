-- Whatever the public reads, its change moves this number in the same transaction, whoever makes it: pages are kept in memory until it moves.
-- A test knows every table: it has these triggers, or its reason not to have them.

-- +goose Up
CREATE TABLE public_change (
    tx INTEGER PRIMARY KEY
) STRICT;
INSERT INTO public_change (tx) VALUES (0);

-- +goose StatementBegin
CREATE TRIGGER public_book_insert AFTER INSERT ON book BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_book_update AFTER UPDATE ON book BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_book_delete AFTER DELETE ON book BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_comment_insert AFTER INSERT ON comment BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_comment_update AFTER UPDATE ON comment BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_comment_delete AFTER DELETE ON comment BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_digest_recipients_insert AFTER INSERT ON digest_recipients BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_digest_recipients_update AFTER UPDATE ON digest_recipients BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_digest_recipients_delete AFTER DELETE ON digest_recipients BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_draft_part_insert AFTER INSERT ON draft_part BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_draft_part_update AFTER UPDATE ON draft_part BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_draft_part_delete AFTER DELETE ON draft_part BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_goal_told_insert AFTER INSERT ON goal_told BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_goal_told_update AFTER UPDATE ON goal_told BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_goal_told_delete AFTER DELETE ON goal_told BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_insert AFTER INSERT ON incident BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_update AFTER UPDATE ON incident BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_delete AFTER DELETE ON incident BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_entry_insert AFTER INSERT ON incident_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_entry_update AFTER UPDATE ON incident_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_incident_entry_delete AFTER DELETE ON incident_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_public_insert AFTER INSERT ON ledger_public BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_public_update AFTER UPDATE ON ledger_public BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_public_delete AFTER DELETE ON ledger_public BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_state_insert AFTER INSERT ON ledger_state BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_state_update AFTER UPDATE ON ledger_state BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_state_delete AFTER DELETE ON ledger_state BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_witness_insert AFTER INSERT ON ledger_witness BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_witness_update AFTER UPDATE ON ledger_witness BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_ledger_witness_delete AFTER DELETE ON ledger_witness BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_case_insert AFTER INSERT ON moderation_case BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_case_update AFTER UPDATE ON moderation_case BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_case_delete AFTER DELETE ON moderation_case BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_flag_insert AFTER INSERT ON moderation_flag BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_flag_update AFTER UPDATE ON moderation_flag BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_flag_delete AFTER DELETE ON moderation_flag BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_mute_insert AFTER INSERT ON moderation_mute BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_mute_update AFTER UPDATE ON moderation_mute BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_mute_delete AFTER DELETE ON moderation_mute BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_text_insert AFTER INSERT ON moderation_text BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_text_update AFTER UPDATE ON moderation_text BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_text_delete AFTER DELETE ON moderation_text BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_thread_insert AFTER INSERT ON moderation_thread BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_thread_update AFTER UPDATE ON moderation_thread BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_moderation_thread_delete AFTER DELETE ON moderation_thread BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_office_audit_insert AFTER INSERT ON office_audit BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_office_audit_update AFTER UPDATE ON office_audit BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_office_audit_delete AFTER DELETE ON office_audit BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_organizer_act_insert AFTER INSERT ON organizer_act BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_organizer_act_update AFTER UPDATE ON organizer_act BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_organizer_act_delete AFTER DELETE ON organizer_act BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_outbox_insert AFTER INSERT ON outbox BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_outbox_update AFTER UPDATE ON outbox BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_outbox_delete AFTER DELETE ON outbox BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_insert AFTER INSERT ON petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_update AFTER UPDATE ON petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_delete AFTER DELETE ON petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_day_insert AFTER INSERT ON petition_day BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_day_update AFTER UPDATE ON petition_day BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_day_delete AFTER DELETE ON petition_day BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_delivery_insert AFTER INSERT ON petition_delivery BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_delivery_update AFTER UPDATE ON petition_delivery BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_delivery_delete AFTER DELETE ON petition_delivery BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_event_insert AFTER INSERT ON petition_event BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_event_update AFTER UPDATE ON petition_event BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_event_delete AFTER DELETE ON petition_event BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_milestone_insert AFTER INSERT ON petition_milestone BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_milestone_update AFTER UPDATE ON petition_milestone BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_milestone_delete AFTER DELETE ON petition_milestone BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_queue_insert AFTER INSERT ON petition_queue BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_queue_update AFTER UPDATE ON petition_queue BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_queue_delete AFTER DELETE ON petition_queue BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_response_insert AFTER INSERT ON petition_response BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_response_update AFTER UPDATE ON petition_response BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_response_delete AFTER DELETE ON petition_response BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_ring_insert AFTER INSERT ON petition_ring BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_ring_update AFTER UPDATE ON petition_ring BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_ring_delete AFTER DELETE ON petition_ring BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_settled_insert AFTER INSERT ON petition_settled BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_settled_update AFTER UPDATE ON petition_settled BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_settled_delete AFTER DELETE ON petition_settled BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_update_insert AFTER INSERT ON petition_update BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_update_update AFTER UPDATE ON petition_update BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_petition_update_delete AFTER DELETE ON petition_update BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_insert AFTER INSERT ON program BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_update AFTER UPDATE ON program BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_delete AFTER DELETE ON program BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_entry_insert AFTER INSERT ON program_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_entry_update AFTER UPDATE ON program_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_entry_delete AFTER DELETE ON program_entry BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposal_insert AFTER INSERT ON program_proposal BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposal_update AFTER UPDATE ON program_proposal BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposal_delete AFTER DELETE ON program_proposal BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposer_insert AFTER INSERT ON program_proposer BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposer_update AFTER UPDATE ON program_proposer BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_program_proposer_delete AFTER DELETE ON program_proposer BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_insert AFTER INSERT ON pulse BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_update AFTER UPDATE ON pulse BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_delete AFTER DELETE ON pulse BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_shown_insert AFTER INSERT ON pulse_shown BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_shown_update AFTER UPDATE ON pulse_shown BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_pulse_shown_delete AFTER DELETE ON pulse_shown BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_insert AFTER INSERT ON rating BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_update AFTER UPDATE ON rating BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_delete AFTER DELETE ON rating BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_tally_insert AFTER INSERT ON rating_tally BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_tally_update AFTER UPDATE ON rating_tally BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_rating_tally_delete AFTER DELETE ON rating_tally BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_response_link_insert AFTER INSERT ON response_link BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_response_link_update AFTER UPDATE ON response_link BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_response_link_delete AFTER DELETE ON response_link BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_retention_run_insert AFTER INSERT ON retention_run BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_retention_run_update AFTER UPDATE ON retention_run BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_retention_run_delete AFTER DELETE ON retention_run BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_setting_insert AFTER INSERT ON setting BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_setting_update AFTER UPDATE ON setting BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_setting_delete AFTER DELETE ON setting BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_signature_name_insert AFTER INSERT ON signature_name BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_signature_name_update AFTER UPDATE ON signature_name BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_signature_name_delete AFTER DELETE ON signature_name BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_slot_insert AFTER INSERT ON slot BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_slot_update AFTER UPDATE ON slot BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_slot_delete AFTER DELETE ON slot BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_draft_insert AFTER INSERT ON standard_draft BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_draft_update AFTER UPDATE ON standard_draft BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_draft_delete AFTER DELETE ON standard_draft BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_version_insert AFTER INSERT ON standard_version BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_version_update AFTER UPDATE ON standard_version BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_standard_version_delete AFTER DELETE ON standard_version BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_insert AFTER INSERT ON summary BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_update AFTER UPDATE ON summary BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_delete AFTER DELETE ON summary BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_petition_insert AFTER INSERT ON summary_petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_petition_update AFTER UPDATE ON summary_petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_summary_petition_delete AFTER DELETE ON summary_petition BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_voice_insert AFTER INSERT ON voice BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_voice_update AFTER UPDATE ON voice BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_voice_delete AFTER DELETE ON voice BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_workplace_insert AFTER INSERT ON workplace BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_workplace_update AFTER UPDATE ON workplace BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER public_workplace_delete AFTER DELETE ON workplace BEGIN UPDATE public_change SET tx = tx + 1; END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER public_book_insert;
DROP TRIGGER public_book_update;
DROP TRIGGER public_book_delete;
DROP TRIGGER public_comment_insert;
DROP TRIGGER public_comment_update;
DROP TRIGGER public_comment_delete;
DROP TRIGGER public_digest_recipients_insert;
DROP TRIGGER public_digest_recipients_update;
DROP TRIGGER public_digest_recipients_delete;
DROP TRIGGER public_draft_part_insert;
DROP TRIGGER public_draft_part_update;
DROP TRIGGER public_draft_part_delete;
DROP TRIGGER public_goal_told_insert;
DROP TRIGGER public_goal_told_update;
DROP TRIGGER public_goal_told_delete;
DROP TRIGGER public_incident_insert;
DROP TRIGGER public_incident_update;
DROP TRIGGER public_incident_delete;
DROP TRIGGER public_incident_entry_insert;
DROP TRIGGER public_incident_entry_update;
DROP TRIGGER public_incident_entry_delete;
DROP TRIGGER public_ledger_public_insert;
DROP TRIGGER public_ledger_public_update;
DROP TRIGGER public_ledger_public_delete;
DROP TRIGGER public_ledger_state_insert;
DROP TRIGGER public_ledger_state_update;
DROP TRIGGER public_ledger_state_delete;
DROP TRIGGER public_ledger_witness_insert;
DROP TRIGGER public_ledger_witness_update;
DROP TRIGGER public_ledger_witness_delete;
DROP TRIGGER public_moderation_case_insert;
DROP TRIGGER public_moderation_case_update;
DROP TRIGGER public_moderation_case_delete;
DROP TRIGGER public_moderation_flag_insert;
DROP TRIGGER public_moderation_flag_update;
DROP TRIGGER public_moderation_flag_delete;
DROP TRIGGER public_moderation_mute_insert;
DROP TRIGGER public_moderation_mute_update;
DROP TRIGGER public_moderation_mute_delete;
DROP TRIGGER public_moderation_text_insert;
DROP TRIGGER public_moderation_text_update;
DROP TRIGGER public_moderation_text_delete;
DROP TRIGGER public_moderation_thread_insert;
DROP TRIGGER public_moderation_thread_update;
DROP TRIGGER public_moderation_thread_delete;
DROP TRIGGER public_office_audit_insert;
DROP TRIGGER public_office_audit_update;
DROP TRIGGER public_office_audit_delete;
DROP TRIGGER public_organizer_act_insert;
DROP TRIGGER public_organizer_act_update;
DROP TRIGGER public_organizer_act_delete;
DROP TRIGGER public_outbox_insert;
DROP TRIGGER public_outbox_update;
DROP TRIGGER public_outbox_delete;
DROP TRIGGER public_petition_insert;
DROP TRIGGER public_petition_update;
DROP TRIGGER public_petition_delete;
DROP TRIGGER public_petition_day_insert;
DROP TRIGGER public_petition_day_update;
DROP TRIGGER public_petition_day_delete;
DROP TRIGGER public_petition_delivery_insert;
DROP TRIGGER public_petition_delivery_update;
DROP TRIGGER public_petition_delivery_delete;
DROP TRIGGER public_petition_event_insert;
DROP TRIGGER public_petition_event_update;
DROP TRIGGER public_petition_event_delete;
DROP TRIGGER public_petition_milestone_insert;
DROP TRIGGER public_petition_milestone_update;
DROP TRIGGER public_petition_milestone_delete;
DROP TRIGGER public_petition_queue_insert;
DROP TRIGGER public_petition_queue_update;
DROP TRIGGER public_petition_queue_delete;
DROP TRIGGER public_petition_response_insert;
DROP TRIGGER public_petition_response_update;
DROP TRIGGER public_petition_response_delete;
DROP TRIGGER public_petition_ring_insert;
DROP TRIGGER public_petition_ring_update;
DROP TRIGGER public_petition_ring_delete;
DROP TRIGGER public_petition_settled_insert;
DROP TRIGGER public_petition_settled_update;
DROP TRIGGER public_petition_settled_delete;
DROP TRIGGER public_petition_update_insert;
DROP TRIGGER public_petition_update_update;
DROP TRIGGER public_petition_update_delete;
DROP TRIGGER public_program_insert;
DROP TRIGGER public_program_update;
DROP TRIGGER public_program_delete;
DROP TRIGGER public_program_entry_insert;
DROP TRIGGER public_program_entry_update;
DROP TRIGGER public_program_entry_delete;
DROP TRIGGER public_program_proposal_insert;
DROP TRIGGER public_program_proposal_update;
DROP TRIGGER public_program_proposal_delete;
DROP TRIGGER public_program_proposer_insert;
DROP TRIGGER public_program_proposer_update;
DROP TRIGGER public_program_proposer_delete;
DROP TRIGGER public_pulse_insert;
DROP TRIGGER public_pulse_update;
DROP TRIGGER public_pulse_delete;
DROP TRIGGER public_pulse_shown_insert;
DROP TRIGGER public_pulse_shown_update;
DROP TRIGGER public_pulse_shown_delete;
DROP TRIGGER public_rating_insert;
DROP TRIGGER public_rating_update;
DROP TRIGGER public_rating_delete;
DROP TRIGGER public_rating_tally_insert;
DROP TRIGGER public_rating_tally_update;
DROP TRIGGER public_rating_tally_delete;
DROP TRIGGER public_response_link_insert;
DROP TRIGGER public_response_link_update;
DROP TRIGGER public_response_link_delete;
DROP TRIGGER public_retention_run_insert;
DROP TRIGGER public_retention_run_update;
DROP TRIGGER public_retention_run_delete;
DROP TRIGGER public_setting_insert;
DROP TRIGGER public_setting_update;
DROP TRIGGER public_setting_delete;
DROP TRIGGER public_signature_name_insert;
DROP TRIGGER public_signature_name_update;
DROP TRIGGER public_signature_name_delete;
DROP TRIGGER public_slot_insert;
DROP TRIGGER public_slot_update;
DROP TRIGGER public_slot_delete;
DROP TRIGGER public_standard_draft_insert;
DROP TRIGGER public_standard_draft_update;
DROP TRIGGER public_standard_draft_delete;
DROP TRIGGER public_standard_version_insert;
DROP TRIGGER public_standard_version_update;
DROP TRIGGER public_standard_version_delete;
DROP TRIGGER public_summary_insert;
DROP TRIGGER public_summary_update;
DROP TRIGGER public_summary_delete;
DROP TRIGGER public_summary_petition_insert;
DROP TRIGGER public_summary_petition_update;
DROP TRIGGER public_summary_petition_delete;
DROP TRIGGER public_voice_insert;
DROP TRIGGER public_voice_update;
DROP TRIGGER public_voice_delete;
DROP TRIGGER public_workplace_insert;
DROP TRIGGER public_workplace_update;
DROP TRIGGER public_workplace_delete;
DROP TABLE public_change;
