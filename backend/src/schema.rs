//! The tables as Diesel sees them; both engines have the same. Only an area's `store.rs` (and the platform's own
//! modules) name them. A test compares the two schemas with each other.
#![allow(
    missing_docs,
    reason = "a table's columns are described in its migration and its wire type"
)]

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    idempotency_keys (key_hash) {
        key_hash -> Text,
        request_hash -> Text,
        answer -> Text,
        created_at -> Timestamp,
    }
}

table! {
    rate_limits (key) {
        key -> Text,
        tries -> Integer,
        ends_at -> Timestamp,
    }
}

table! {
    outbox (id) {
        id -> Text,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        tries -> Integer,
        created_at -> Timestamp,
        next_try_at -> Timestamp,
        delivered_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

table! {
    audit_entries (id) {
        id -> Text,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        organization_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        address -> Text,
        request_id -> Text,
        details -> Json,
    }
}

table! {
    audit_unsealed (entry_id) {
        entry_id -> Text,
    }
}

table! {
    audit_seals (number) {
        number -> BigInt,
        entry_id -> Text,
        hash -> Text,
    }
}

table! {
    people (id) {
        id -> Text,
        version -> BigInt,
        email -> Nullable<Text>,
        email_confirmed_at -> Nullable<Timestamp>,
        password_hash -> Nullable<Text>,
        display_name -> Text,
        about -> Text,
        language -> Text,
        currency -> Text,
        is_public -> Bool,
        is_steward -> Bool,
        totp_secret -> Nullable<Text>,
        totp_confirmed_at -> Nullable<Timestamp>,
        totp_last_step -> BigInt,
        created_at -> Timestamp,
        deleted_at -> Nullable<Timestamp>,
    }
}

table! {
    people_recovery_codes (code_hash) {
        code_hash -> Text,
        person_id -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    people_links (token_hash) {
        token_hash -> Text,
        person_id -> Text,
        purpose -> Text,
        email -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    people_sessions (id) {
        id -> Text,
        person_id -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        second_factor -> Bool,
        address -> Text,
        device -> Text,
    }
}

table! {
    people_refresh_tokens (token_hash) {
        token_hash -> Text,
        session_id -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        successor_hash -> Nullable<Text>,
    }
}

table! {
    organizations_members (organization_id, person_id) {
        organization_id -> Text,
        person_id -> Text,
        role -> Text,
        joined_at -> Timestamp,
    }
}

table! {
    organizations_invitations (id) {
        id -> Text,
        organization_id -> Text,
        email -> Text,
        role -> Text,
        token_hash -> Text,
        invited_by -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        accepted_by -> Nullable<Text>,
        accepted_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

table! {
    organizations_submissions (id) {
        id -> Text,
        organization_id -> Text,
        note -> Text,
        submitted_by -> Text,
        submitted_at -> Timestamp,
        decision -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        verified_until -> Nullable<Date>,
    }
}

table! {
    organizations_submission_documents (submission_id, position) {
        submission_id -> Text,
        position -> Integer,
        file_id -> Text,
    }
}

joinable!(organizations_members -> organizations (organization_id));
joinable!(organizations_submissions -> organizations (organization_id));
allow_tables_to_appear_in_same_query!(
    organizations,
    organizations_members,
    organizations_submissions,
    organizations_terms,
    places_ancestors
);

table! {
    places (id) {
        id -> Text,
        kind -> Text,
        parent_id -> Nullable<Text>,
        iso_code -> Nullable<Text>,
        soate_code -> Nullable<Text>,
        name -> Json,
        tile_column -> Nullable<Integer>,
        tile_row -> Nullable<Integer>,
        position -> Integer,
    }
}

table! {
    places_ancestors (place_id, ancestor_id) {
        place_id -> Text,
        ancestor_id -> Text,
        distance -> Integer,
    }
}

table! {
    places_terms (term, place_id) {
        term -> Text,
        place_id -> Text,
    }
}

table! {
    places_boundaries (place_id) {
        place_id -> Text,
        geometry -> Json,
    }
}

table! {
    places_outlines (parent_id) {
        parent_id -> Text,
        version -> BigInt,
        outlines -> Json,
    }
}

table! {
    files (id) {
        id -> Text,
        kind -> Text,
        media_type -> Text,
        name -> Text,
        size -> BigInt,
        sha256 -> Text,
        is_public -> Bool,
        uploaded_by -> Text,
        created_at -> Timestamp,
        organization_id -> Nullable<Text>,
        stored_at -> Nullable<Timestamp>,
        claimed_at -> Nullable<Timestamp>,
    }
}

table! {
    files_sizes (file_id, width) {
        file_id -> Text,
        width -> Integer,
        height -> Integer,
        size -> BigInt,
    }
}

table! {
    organizations (id) {
        id -> Text,
        version -> BigInt,
        kind -> Text,
        name -> Json,
        about -> Json,
        place_id -> Text,
        parent_id -> Nullable<Text>,
        registration_number -> Nullable<Text>,
        website -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        logo_file_id -> Nullable<Text>,
        verification -> Text,
        verified_until -> Nullable<Date>,
        suspension_reason -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    organizations_terms (term, organization_id) {
        term -> Text,
        organization_id -> Text,
    }
}

table! {
    organizations_bank_accounts (id) {
        id -> Text,
        organization_id -> Text,
        currency -> Text,
        holder -> Text,
        bank_name -> Text,
        bic -> Nullable<Text>,
        number_kind -> Text,
        number -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

table! {
    projects (id) {
        id -> Text,
        version -> BigInt,
        organization_id -> Text,
        place_id -> Text,
        sector -> Text,
        title -> Json,
        summary -> Json,
        description -> Json,
        beneficiaries -> Integer,
        cover_file_id -> Nullable<Text>,
        goal -> BigInt,
        currency -> Text,
        ends_on -> Nullable<Date>,
        matching_rule -> Nullable<Json>,
        surplus_use -> Nullable<Text>,
        surplus_note -> Json,
        surplus_project_id -> Nullable<Text>,
        state -> Text,
        state_since -> Timestamp,
        state_reason -> Nullable<Text>,
        money_use -> Nullable<Text>,
        money_note -> Nullable<Json>,
        money_project_id -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        proved_at -> Nullable<Timestamp>,
    }
}

table! {
    projects_followers (project_id) {
        project_id -> Text,
        followers -> BigInt,
    }
}

table! {
    projects_budget_lines (id) {
        id -> Text,
        project_id -> Text,
        position -> Integer,
        name -> Json,
        amount -> BigInt,
    }
}

table! {
    projects_funding_shares (project_id, partner) {
        project_id -> Text,
        partner -> Text,
        position -> Integer,
        share -> Integer,
        name -> Json,
        organization_id -> Nullable<Text>,
    }
}

table! {
    projects_milestones (id) {
        id -> Text,
        project_id -> Text,
        position -> Integer,
        title -> Json,
        planned_on -> Date,
        done_on -> Nullable<Date>,
        note -> Json,
    }
}

table! {
    projects_evidence (id) {
        id -> Text,
        milestone_id -> Text,
        file_id -> Text,
        caption -> Json,
        added_by -> Text,
        added_at -> Timestamp,
    }
}

table! {
    projects_procurements (project_id) {
        project_id -> Text,
        method -> Text,
        tender_number -> Nullable<Text>,
        tender_url -> Nullable<Text>,
        supplier -> Nullable<Text>,
        contract_value -> Nullable<BigInt>,
        contract_currency -> Nullable<Text>,
        contract_signed_on -> Nullable<Date>,
        contract_file_id -> Nullable<Text>,
        note -> Json,
        recorded_by -> Text,
        recorded_at -> Timestamp,
    }
}

table! {
    projects_updates (id) {
        id -> Text,
        project_id -> Text,
        title -> Json,
        body -> Json,
        author_id -> Text,
        created_at -> Timestamp,
        hidden_at -> Nullable<Timestamp>,
        hidden_reason -> Nullable<Text>,
    }
}

table! {
    projects_update_photos (update_id, position) {
        update_id -> Text,
        position -> Integer,
        file_id -> Text,
        caption -> Json,
    }
}

table! {
    projects_questions (id) {
        id -> Text,
        project_id -> Text,
        asked_by -> Text,
        text -> Text,
        asked_at -> Timestamp,
        answer -> Nullable<Json>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
        hidden_at -> Nullable<Timestamp>,
        hidden_reason -> Nullable<Text>,
        answer_hidden_at -> Nullable<Timestamp>,
        answer_hidden_reason -> Nullable<Text>,
    }
}

table! {
    projects_follows (person_id, project_id) {
        person_id -> Text,
        project_id -> Text,
        created_at -> Timestamp,
    }
}

table! {
    projects_events (id) {
        id -> Text,
        project_id -> Text,
        kind -> Text,
        state -> Nullable<Text>,
        subject_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        at -> Timestamp,
    }
}

table! {
    projects_notifications (person_id, event_id) {
        person_id -> Text,
        event_id -> Text,
        read_at -> Nullable<Timestamp>,
    }
}

table! {
    projects_listed (number) {
        number -> BigInt,
        project_id -> Text,
    }
}

table! {
    projects_listing (place_id, number) {
        place_id -> Text,
        number -> BigInt,
        sector -> Text,
        state -> Text,
        organization_kind -> Text,
        missing -> BigInt,
        progress -> Nullable<Integer>,
        ends_on -> Nullable<Date>,
    }
}

table! {
    projects_counts (place_id, sector, state) {
        place_id -> Text,
        sector -> Text,
        state -> Text,
        projects -> BigInt,
        missing -> BigInt,
    }
}

table! {
    projects_notices (id) {
        id -> Text,
        organization_id -> Text,
        kind -> Text,
        reason -> Text,
        last_project_id -> Text,
    }
}

allow_tables_to_appear_in_same_query!(
    projects,
    projects_events,
    projects_evidence,
    projects_follows,
    projects_listed,
    projects_listing,
    projects_milestones,
    projects_notifications,
    projects_questions
);

table! {
    reports (id) {
        id -> Text,
        version -> BigInt,
        subject -> Text,
        subject_id -> Text,
        organization_id -> Text,
        project_id -> Nullable<Text>,
        case_id -> Nullable<Text>,
        consultation_id -> Nullable<Text>,
        said -> Json,
        reason -> Text,
        text -> Text,
        reported_by -> Text,
        reported_at -> Timestamp,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decision_reason -> Nullable<Text>,
        notice_id -> Nullable<Text>,
        notice_read_at -> Nullable<Timestamp>,
    }
}

table! {
    ledger_heads (project_id) {
        project_id -> Text,
        number -> BigInt,
        hash -> Text,
    }
}

table! {
    ledger_entries (project_id, number) {
        project_id -> Text,
        number -> BigInt,
        booked_at -> Timestamp,
        kind -> Text,
        subject_id -> Nullable<Text>,
        reverses -> Nullable<BigInt>,
        previous_hash -> Text,
        hash -> Text,
    }
}

table! {
    ledger_postings (project_id, number, position) {
        project_id -> Text,
        number -> BigInt,
        position -> Integer,
        account -> Text,
        currency -> Text,
        amount -> BigInt,
    }
}

table! {
    ledger_balances (project_id, account, currency) {
        project_id -> Text,
        account -> Text,
        currency -> Text,
        balance -> BigInt,
    }
}

table! {
    exchange_rates (currency, dated) {
        currency -> Text,
        dated -> Date,
        rate -> BigInt,
        source -> Text,
        imported_by -> Text,
        imported_at -> Timestamp,
    }
}

table! {
    pledges (id) {
        id -> Text,
        version -> BigInt,
        project_id -> Text,
        person_id -> Text,
        anonymous -> Bool,
        state -> Text,
        amount -> BigInt,
        currency -> Text,
        open -> BigInt,
        open_counted -> BigInt,
        counted -> BigInt,
        rate -> Nullable<Json>,
        reference -> Text,
        bank_account_id -> Text,
        expected -> BigInt,
        account_currency -> Text,
        received -> BigInt,
        refunded -> BigInt,
        created_at -> Timestamp,
        lapses_on -> Date,
    }
}

table! {
    pledges_receipts (id) {
        id -> Text,
        code -> Text,
        project_id -> Text,
        partner -> Text,
        pledge_id -> Nullable<Text>,
        transaction_id -> Text,
        amount -> BigInt,
        currency -> Text,
        counted -> BigInt,
        received_on -> Date,
        entry_number -> BigInt,
        created_at -> Timestamp,
        reversal_number -> Nullable<BigInt>,
        reversed_at -> Nullable<Timestamp>,
        for_pledge -> Nullable<BigInt>,
    }
}

table! {
    pledges_totals (project_id) {
        project_id -> Text,
        pledges -> BigInt,
        promised -> BigInt,
        received -> BigInt,
    }
}

table! {
    pledges_partners (project_id, partner) {
        project_id -> Text,
        partner -> Text,
        owed -> BigInt,
        open -> BigInt,
        received -> BigInt,
    }
}

table! {
    statements (id) {
        id -> Text,
        organization_id -> Text,
        bank_account_id -> Text,
        format -> Text,
        state -> Text,
        file_name -> Text,
        file_sha256 -> Text,
        file_size -> BigInt,
        currency -> Text,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        opening -> Nullable<BigInt>,
        closing -> Nullable<BigInt>,
        credited -> BigInt,
        debited -> BigInt,
        entries -> BigInt,
        known -> BigInt,
        matched -> BigInt,
        queued -> BigInt,
        outgoing -> BigInt,
        notices -> Json,
        imported_by -> Nullable<Text>,
        imported_at -> Timestamp,
        worked_at -> Timestamp,
    }
}

table! {
    statements_staged (statement_id, booked_on, direction, amount, position) {
        statement_id -> Text,
        booked_on -> Date,
        direction -> Text,
        amount -> BigInt,
        position -> BigInt,
        entry -> Text,
    }
}

table! {
    statements_transactions (id) {
        id -> Text,
        version -> BigInt,
        organization_id -> Text,
        statement_id -> Text,
        bank_account_id -> Text,
        account_number -> Text,
        currency -> Text,
        entry_id -> Text,
        part -> Integer,
        entry_amount -> BigInt,
        fingerprint -> Text,
        marks -> Json,
        from_table -> Bool,
        direction -> Text,
        state -> Text,
        queue_reason -> Nullable<Text>,
        amount -> BigInt,
        used -> BigInt,
        booked_on -> Date,
        valued_on -> Nullable<Date>,
        counterparty -> Nullable<Text>,
        counterparty_account -> Nullable<Text>,
        remittance -> Text,
        bank_reference -> Nullable<Text>,
        end_to_end_id -> Nullable<Text>,
        instructed -> Nullable<BigInt>,
        instructed_currency -> Nullable<Text>,
        is_reversal -> Bool,
        is_batch -> Bool,
        possible_duplicate_of -> Nullable<Text>,
        set_aside_reason -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

table! {
    statements_allocations (id) {
        id -> Text,
        transaction_id -> Text,
        amount -> BigInt,
        project_id -> Text,
        partner -> Text,
        pledge_id -> Nullable<Text>,
        receipt_id -> Text,
        made_by -> Nullable<Text>,
        made_at -> Timestamp,
        reversed_by -> Nullable<Text>,
        reversed_at -> Nullable<Timestamp>,
        reversal_reason -> Nullable<Text>,
    }
}

table! {
    statements_claims (transaction_id, kind, subject_id) {
        transaction_id -> Text,
        kind -> Text,
        subject_id -> Text,
        amount -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    statements_mappings (bank_account_id) {
        bank_account_id -> Text,
        version -> BigInt,
        mapping -> Json,
        updated_by -> Text,
        updated_at -> Timestamp,
    }
}

table! {
    pledges_days (project_id, day, partner) {
        project_id -> Text,
        day -> Date,
        partner -> Text,
        promised -> BigInt,
        received -> BigInt,
    }
}

table! {
    expenses_refund_runs (id) {
        id -> Text,
        version -> BigInt,
        project_id -> Text,
        organization_id -> Text,
        state -> Text,
        currency -> Text,
        left_amount -> BigInt,
        paid -> BigInt,
        shared -> BigInt,
        after_id -> Nullable<Text>,
        proposed -> BigInt,
        proposals -> BigInt,
        settled -> BigInt,
        note -> Text,
        entered_by -> Text,
        entered_role -> Text,
        entered_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_role -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        updated_at -> Timestamp,
    }
}

table! {
    expenses (id) {
        id -> Text,
        version -> BigInt,
        project_id -> Text,
        organization_id -> Text,
        kind -> Text,
        state -> Text,
        amount -> BigInt,
        currency -> Text,
        counted -> BigInt,
        spent_on -> Date,
        purpose -> Json,
        budget_line_id -> Nullable<Text>,
        supplier -> Nullable<Text>,
        pledge_id -> Nullable<Text>,
        money_use -> Nullable<Text>,
        target_project_id -> Nullable<Text>,
        partner -> Nullable<Text>,
        refund_run_id -> Nullable<Text>,
        entered_by -> Text,
        entered_role -> Text,
        entered_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_role -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        entry_number -> Nullable<BigInt>,
        transaction_id -> Nullable<Text>,
    }
}

table! {
    expenses_invoices (expense_id, position) {
        expense_id -> Text,
        position -> Integer,
        file_id -> Text,
    }
}

table! {
    expenses_reversals (id) {
        id -> Text,
        expense_id -> Text,
        state -> Text,
        reason -> Text,
        entered_by -> Text,
        entered_role -> Text,
        entered_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_role -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        rejected_because -> Nullable<Text>,
        entry_number -> Nullable<BigInt>,
    }
}

table! {
    expenses_totals (project_id) {
        project_id -> Text,
        spent -> BigInt,
        distributed -> BigInt,
    }
}

table! {
    expenses_lines (budget_line_id) {
        budget_line_id -> Text,
        project_id -> Text,
        spent -> BigInt,
        expenses -> BigInt,
    }
}

table! {
    expenses_days (project_id, day) {
        project_id -> Text,
        day -> Date,
        spent -> BigInt,
        distributed -> BigInt,
    }
}

allow_tables_to_appear_in_same_query!(places, places_ancestors, places_terms, places_boundaries);
joinable!(people_refresh_tokens -> people_sessions (session_id));
allow_tables_to_appear_in_same_query!(people_refresh_tokens, people_sessions);
joinable!(audit_seals -> audit_entries (entry_id));
allow_tables_to_appear_in_same_query!(audit_entries, audit_seals);
allow_tables_to_appear_in_same_query!(audit_entries, audit_unsealed);

table! {
    calendar_days (day) {
        day -> Date,
        kind -> Text,
        name -> Json,
        source -> Text,
        put_by -> Nullable<Text>,
        put_at -> Timestamp,
    }
}

table! {
    desks_topics (id) {
        id -> Text,
        version -> BigInt,
        position -> Integer,
        name -> Json,
        keywords -> Json,
        is_open -> Bool,
    }
}

table! {
    desks (id) {
        id -> Text,
        version -> BigInt,
        organization_id -> Text,
        name -> Json,
        about -> Json,
        languages -> Json,
        promise_days -> Integer,
        above_desk_id -> Nullable<Text>,
        is_open -> Bool,
        created_by -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    desks_desk_topics (desk_id, topic_id) {
        desk_id -> Text,
        topic_id -> Text,
    }
}

table! {
    desks_places (desk_id, place_id) {
        desk_id -> Text,
        place_id -> Text,
    }
}

table! {
    desks_duty (desk_id, person_id) {
        desk_id -> Text,
        person_id -> Text,
        since -> Timestamp,
    }
}

table! {
    cases (id) {
        id -> Text,
        version -> BigInt,
        number -> Text,
        subject -> Text,
        topic_id -> Text,
        place_id -> Text,
        language -> Text,
        is_public -> Bool,
        shows_name -> Bool,
        asked_by -> Nullable<Text>,
        guest_email -> Nullable<Text>,
        guest_name -> Nullable<Text>,
        desk_id -> Nullable<Text>,
        organization_id -> Nullable<Text>,
        assigned_to -> Nullable<Text>,
        state -> Text,
        state_since -> Timestamp,
        opened_at -> Timestamp,
        clock_from -> Nullable<Date>,
        promise_days -> Nullable<Integer>,
        paused_days -> Integer,
        waiting_since -> Nullable<Date>,
        due_on -> Nullable<Date>,
        remind_on -> Nullable<Date>,
        escalate_on -> Nullable<Date>,
        close_on -> Nullable<Date>,
        answered_at -> Nullable<Timestamp>,
        answer_days -> Nullable<Integer>,
        answer_promise -> Nullable<Integer>,
        answer_desk_id -> Nullable<Text>,
        rating -> Nullable<Integer>,
        rating_comment -> Nullable<Text>,
        messages -> Integer,
        updated_at -> Timestamp,
        promise_kept -> Nullable<Bool>,
    }
}

table! {
    cases_figures (scope, scope_id, month, measure, value) {
        scope -> Text,
        scope_id -> Text,
        month -> Date,
        measure -> Text,
        value -> Integer,
        cases -> BigInt,
    }
}

table! {
    cases_messages (id) {
        id -> Text,
        case_id -> Text,
        kind -> Text,
        author_id -> Nullable<Text>,
        body -> Text,
        created_at -> Timestamp,
        hidden_at -> Nullable<Timestamp>,
        hidden_reason -> Nullable<Text>,
    }
}

table! {
    cases_attachments (message_id, position) {
        message_id -> Text,
        position -> Integer,
        file_id -> Text,
    }
}

table! {
    cases_events (id) {
        id -> Text,
        case_id -> Text,
        kind -> Text,
        from_desk_id -> Nullable<Text>,
        to_desk_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        at -> Timestamp,
    }
}

table! {
    cases_escalations (case_id, desk_id) {
        case_id -> Text,
        desk_id -> Text,
        organization_id -> Text,
        at -> Timestamp,
    }
}

table! {
    cases_guest_questions (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        question -> Json,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

allow_tables_to_appear_in_same_query!(
    desks,
    desks_desk_topics,
    desks_places,
    desks_duty,
    places_ancestors
);
table! {
    desks_canned_answers (id) {
        id -> Text,
        version -> BigInt,
        desk_id -> Text,
        title -> Text,
        body -> Json,
        updated_by -> Text,
        updated_at -> Timestamp,
    }
}

table! {
    cases_blocks (id) {
        id -> Text,
        desk_id -> Text,
        case_id -> Text,
        person_id -> Nullable<Text>,
        guest_email -> Nullable<Text>,
        reason -> Text,
        blocked_by -> Text,
        blocked_at -> Timestamp,
        appeal -> Nullable<Text>,
        appealed_at -> Nullable<Timestamp>,
        decision -> Nullable<Text>,
        decision_reason -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
    }
}

table! {
    cases_listed (number) {
        number -> BigInt,
        case_id -> Text,
        terms -> Text,
    }
}

table! {
    cases_listing (place_id, number) {
        place_id -> Text,
        number -> BigInt,
        topic_id -> Text,
        organization_id -> Nullable<Text>,
        desk_id -> Nullable<Text>,
        state -> Text,
        due_on -> Nullable<Date>,
    }
}

allow_tables_to_appear_in_same_query!(
    cases,
    cases_attachments,
    cases_listed,
    cases_listing,
    cases_messages
);

table! {
    consultations (id) {
        id -> Text,
        version -> BigInt,
        organization_id -> Text,
        title -> Json,
        summary -> Json,
        closes_on -> Date,
        result_due_on -> Date,
        published_at -> Nullable<Timestamp>,
        result_note -> Nullable<Json>,
        concluded_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

table! {
    consultations_sections (id) {
        id -> Text,
        consultation_id -> Text,
        position -> Integer,
        heading -> Json,
        body -> Json,
        comments -> BigInt,
        outcome -> Nullable<Text>,
        outcome_reason -> Nullable<Json>,
    }
}

table! {
    consultations_comments (id) {
        id -> Text,
        version -> BigInt,
        section_id -> Text,
        author_id -> Text,
        body -> Text,
        supports -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        hidden_at -> Nullable<Timestamp>,
        hidden_reason -> Nullable<Text>,
    }
}

table! {
    consultations_comment_versions (comment_id, number) {
        comment_id -> Text,
        number -> BigInt,
        body -> Text,
        at -> Timestamp,
    }
}

table! {
    consultations_supports (comment_id, person_id) {
        comment_id -> Text,
        person_id -> Text,
        at -> Timestamp,
    }
}
