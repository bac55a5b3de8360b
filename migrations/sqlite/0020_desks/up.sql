-- Days that differ from the rules: moveable holidays, and working days that the government shifts.
CREATE TABLE calendar_days (
    day DATE NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'working_day')),
    name JSON NOT NULL,
    source TEXT NOT NULL,
    -- Nobody put in what came with the program.
    put_by TEXT REFERENCES people (id),
    put_at TIMESTAMP NOT NULL
);

CREATE TABLE desks_topics (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    position INTEGER NOT NULL,
    name JSON NOT NULL,
    keywords JSON NOT NULL,
    is_open BOOLEAN NOT NULL
);

CREATE TABLE desks (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name JSON NOT NULL,
    about JSON NOT NULL,
    languages JSON NOT NULL,
    -- Working days to the first answer.
    promise_days INTEGER NOT NULL CHECK (promise_days BETWEEN 1 AND 60),
    -- Where what is overdue goes, where that was set.
    above_desk_id TEXT REFERENCES desks (id),
    is_open BOOLEAN NOT NULL,
    created_by TEXT NOT NULL REFERENCES people (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (above_desk_id <> id)
);
CREATE INDEX desks_organization ON desks (organization_id, id);

CREATE TABLE desks_desk_topics (
    desk_id TEXT NOT NULL REFERENCES desks (id),
    topic_id TEXT NOT NULL REFERENCES desks_topics (id),
    PRIMARY KEY (desk_id, topic_id)
);
CREATE INDEX desks_desk_topics_topic ON desks_desk_topics (topic_id, desk_id);

CREATE TABLE desks_places (
    desk_id TEXT NOT NULL REFERENCES desks (id),
    place_id TEXT NOT NULL REFERENCES places (id),
    PRIMARY KEY (desk_id, place_id)
);
CREATE INDEX desks_places_place ON desks_places (place_id, desk_id);

-- Who is on duty.
CREATE TABLE desks_duty (
    desk_id TEXT NOT NULL REFERENCES desks (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    since TIMESTAMP NOT NULL,
    PRIMARY KEY (desk_id, person_id)
);
CREATE INDEX desks_duty_person ON desks_duty (person_id, desk_id);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version > 0),
    -- Ten digits, the last two by ISO 7064 MOD 97-10.
    number TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    topic_id TEXT NOT NULL REFERENCES desks_topics (id),
    place_id TEXT NOT NULL REFERENCES places (id),
    language TEXT NOT NULL CHECK (language IN ('ky', 'ru', 'en')),
    is_public BOOLEAN NOT NULL,
    shows_name BOOLEAN NOT NULL,
    asked_by TEXT REFERENCES people (id),
    -- Instead of a person: an address that was confirmed by the link that the case is followed by.
    guest_email TEXT,
    guest_name TEXT,
    -- Nothing while the stewards look for a desk.
    desk_id TEXT REFERENCES desks (id),
    organization_id TEXT REFERENCES organizations (id),
    assigned_to TEXT REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    state_since TIMESTAMP NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    -- The clock, in days of Bishkek and working days.
    clock_from DATE,
    promise_days INTEGER CHECK (promise_days > 0),
    paused_days INTEGER NOT NULL CHECK (paused_days >= 0),
    waiting_since DATE,
    due_on DATE,
    -- When the jobs look at it next; nothing where they need not.
    remind_on DATE,
    escalate_on DATE,
    close_on DATE,
    -- The first answer: when, after how many working days, under which promise, by which desk.
    answered_at TIMESTAMP,
    answer_days INTEGER CHECK (answer_days >= 0),
    answer_promise INTEGER,
    answer_desk_id TEXT REFERENCES desks (id),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    rating_comment TEXT,
    messages INTEGER NOT NULL CHECK (messages >= 0),
    updated_at TIMESTAMP NOT NULL,
    CHECK ((asked_by IS NULL) <> (guest_email IS NULL)),
    CHECK ((desk_id IS NULL) = (organization_id IS NULL)),
    CHECK ((desk_id IS NULL) = (clock_from IS NULL)),
    CHECK ((answered_at IS NULL) = (answer_days IS NULL)),
    CHECK (state <> 'answered' OR answered_at IS NOT NULL)
);
CREATE INDEX cases_asker ON cases (asked_by, id);
-- A desk's queue, the soonest due first.
CREATE INDEX cases_queue ON cases (desk_id, state, due_on, id);
-- The stewards' queue, the longest waiting first.
CREATE INDEX cases_unrouted ON cases (id) WHERE desk_id IS NULL AND state = 'open';
CREATE INDEX cases_remind ON cases (remind_on, id) WHERE remind_on IS NOT NULL;
CREATE INDEX cases_escalate ON cases (escalate_on, id) WHERE escalate_on IS NOT NULL;
CREATE INDEX cases_close ON cases (close_on, id) WHERE close_on IS NOT NULL;

CREATE TABLE cases_messages (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind IN ('question', 'reply', 'ask_back', 'answer', 'note')),
    -- Nothing for a guest.
    author_id TEXT REFERENCES people (id),
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    hidden_at TIMESTAMP,
    hidden_reason TEXT,
    CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL))
);
CREATE INDEX cases_messages_case ON cases_messages (case_id, id);

CREATE TABLE cases_attachments (
    message_id TEXT NOT NULL REFERENCES cases_messages (id),
    position INTEGER NOT NULL,
    file_id TEXT NOT NULL REFERENCES files (id),
    PRIMARY KEY (message_id, position)
);
CREATE INDEX cases_attachments_file ON cases_attachments (file_id);

CREATE TABLE cases_events (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'routed', 'transferred', 'escalated', 'closed', 'closed_automatically', 'reopened', 'rated'
    )),
    from_desk_id TEXT REFERENCES desks (id),
    to_desk_id TEXT REFERENCES desks (id),
    reason TEXT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX cases_events_case ON cases_events (case_id, id);

-- The desks that an overdue case was escalated to; their organizations may read it.
CREATE TABLE cases_escalations (
    case_id TEXT NOT NULL REFERENCES cases (id),
    desk_id TEXT NOT NULL REFERENCES desks (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, desk_id)
);

-- Questions of people without an account, until they open the link that went to their address.
CREATE TABLE cases_guest_questions (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    question JSON NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX cases_guest_questions_expires_at ON cases_guest_questions (expires_at);
