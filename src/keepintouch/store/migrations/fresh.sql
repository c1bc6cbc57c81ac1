-- Made from the revisions by `make docs-write`: a new store begins with this, not with them.
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE contact (
    id VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    given VARCHAR,
    additional VARCHAR,
    family VARCHAR,
    prefix VARCHAR,
    suffix VARCHAR,
    org VARCHAR,
    team VARCHAR,
    title VARCHAR,
    place VARCHAR,
    how_met VARCHAR,
    state VARCHAR NOT NULL,
    importance VARCHAR NOT NULL,
    cadence VARCHAR,
    snoozed_until DATE,
    paused_from DATE,
    paused_until DATE,
    added_on DATE NOT NULL,
    spread BOOLEAN NOT NULL,
    photo VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT importance_known CHECK (importance IN ('inner', 'close', 'normal', 'wider')),
    CONSTRAINT state_known CHECK (state IN ('active', 'paused', 'archived', 'deceased')),
    UNIQUE (slug)
);
CREATE INDEX ix_contact_added_on ON contact (added_on);
CREATE TABLE nickname (
    contact_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (contact_id, position),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID;
CREATE TABLE former_slug (
    slug VARCHAR NOT NULL,
    contact_id VARCHAR NOT NULL,
    PRIMARY KEY (slug),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_former_slug_contact_id ON former_slug (contact_id);
CREATE TABLE relation (
    contact_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    label VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    other_id VARCHAR,
    PRIMARY KEY (contact_id, position),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID;
CREATE TABLE point (
    contact_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    label VARCHAR,
    preferred BOOLEAN NOT NULL,
    normal VARCHAR,
    PRIMARY KEY (contact_id, position),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX point_normal ON point (normal, contact_id);
CREATE TABLE contact_tag (
    contact_id VARCHAR NOT NULL,
    tag_key VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    PRIMARY KEY (contact_id, tag_key),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID;
CREATE INDEX contact_tag_key ON contact_tag (tag_key, contact_id);
CREATE TABLE tag (
    tag_key VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    cadence VARCHAR,
    PRIMARY KEY (tag_key)
);
CREATE TABLE occasion (
    id VARCHAR NOT NULL,
    contact_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year INTEGER,
    month INTEGER,
    day INTEGER,
    text VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_occasion_contact_id ON occasion (contact_id);
CREATE INDEX occasion_day ON occasion (month, day, contact_id);
CREATE TABLE origin (
    source VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    contact_id VARCHAR NOT NULL,
    raw VARCHAR,
    fields VARCHAR,
    PRIMARY KEY (source, source_id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE INDEX ix_origin_contact_id ON origin (contact_id);
CREATE TABLE attachment (
    digest VARCHAR NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE drift_dismissed (
    contact_id VARCHAR NOT NULL,
    last_day DATE NOT NULL,
    PRIMARY KEY (contact_id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
);
CREATE TABLE touchpoint (
    id VARCHAR NOT NULL,
    day DATE NOT NULL,
    time VARCHAR,
    zone VARCHAR,
    kind VARCHAR NOT NULL,
    direction VARCHAR,
    text VARCHAR NOT NULL,
    place VARCHAR,
    source VARCHAR,
    source_id VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT direction_known CHECK (direction IN ('me', 'them'))
);
CREATE INDEX touchpoint_day ON touchpoint (day, kind, direction);
CREATE UNIQUE INDEX touchpoint_source ON touchpoint (source, source_id);
CREATE TABLE participant (
    contact_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    touchpoint_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    counts BOOLEAN NOT NULL,
    PRIMARY KEY (contact_id, day, touchpoint_id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id)
)
 WITHOUT ROWID;
CREATE INDEX participant_day ON participant (day, contact_id);
CREATE INDEX participant_touchpoint ON participant (touchpoint_id);
CREATE TABLE mention (
    contact_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    touchpoint_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (contact_id, day, touchpoint_id),
    FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id),
    FOREIGN KEY(contact_id) REFERENCES contact (id)
)
 WITHOUT ROWID;
CREATE INDEX mention_touchpoint ON mention (touchpoint_id);
CREATE TABLE touchpoint_tag (
    touchpoint_id VARCHAR NOT NULL,
    tag_key VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (touchpoint_id, tag_key),
    FOREIGN KEY(touchpoint_id) REFERENCES touchpoint (id)
)
 WITHOUT ROWID;
CREATE INDEX touchpoint_tag_key ON touchpoint_tag (tag_key);
CREATE TABLE note (
    id VARCHAR NOT NULL,
    day DATE NOT NULL,
    text VARCHAR NOT NULL,
    source VARCHAR,
    source_id VARCHAR,
    PRIMARY KEY (id)
);
CREATE INDEX ix_note_day ON note (day);
CREATE UNIQUE INDEX note_source ON note (source, source_id);
CREATE TABLE note_about (
    contact_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    note_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (contact_id, day, note_id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(note_id) REFERENCES note (id)
)
 WITHOUT ROWID;
CREATE INDEX note_about_note ON note_about (note_id);
CREATE TABLE note_tag (
    note_id VARCHAR NOT NULL,
    tag_key VARCHAR NOT NULL,
    tag VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (note_id, tag_key),
    FOREIGN KEY(note_id) REFERENCES note (id)
)
 WITHOUT ROWID;
CREATE TABLE follow_up (
    id VARCHAR NOT NULL,
    due_on DATE NOT NULL,
    text VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    closed_on DATE,
    source VARCHAR,
    source_id VARCHAR,
    PRIMARY KEY (id),
    CONSTRAINT follow_up_state_known CHECK (state IN ('open', 'done', 'cancelled'))
);
CREATE INDEX follow_up_due ON follow_up (state, due_on);
CREATE UNIQUE INDEX follow_up_source ON follow_up (source, source_id);
CREATE TABLE follow_up_about (
    contact_id VARCHAR NOT NULL,
    follow_up_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (contact_id, follow_up_id),
    FOREIGN KEY(contact_id) REFERENCES contact (id),
    FOREIGN KEY(follow_up_id) REFERENCES follow_up (id)
)
 WITHOUT ROWID;
CREATE INDEX follow_up_about_promise ON follow_up_about (follow_up_id);
CREATE TABLE place (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    place_key VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (place_key)
);
CREATE TABLE place_alias (
    place_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    PRIMARY KEY (place_id, position),
    FOREIGN KEY(place_id) REFERENCES place (id)
)
 WITHOUT ROWID;
CREATE TABLE source_state (
    source VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    PRIMARY KEY (source)
);
CREATE TABLE step (
    seq INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    undoable BOOLEAN NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE (id)
);
CREATE TABLE chunk (
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (seq, position),
    FOREIGN KEY(seq) REFERENCES step (seq)
);
CREATE TABLE meta (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE name_key (
    "key" VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    contact_id VARCHAR NOT NULL,
    PRIMARY KEY ("key", level, contact_id)
)
 WITHOUT ROWID;
CREATE INDEX name_key_contact ON name_key (contact_id);
CREATE TABLE name_gram (
    gram VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    PRIMARY KEY (gram, word)
)
 WITHOUT ROWID;
CREATE INDEX name_gram_word ON name_gram (word);
CREATE TABLE standing (
    contact_id VARCHAR NOT NULL,
    k INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    n FLOAT NOT NULL,
    l1 FLOAT NOT NULL,
    l2 FLOAT NOT NULL,
    sum_y FLOAT NOT NULL,
    n90 FLOAT NOT NULL,
    n90_max FLOAT NOT NULL,
    returned_on INTEGER,
    returned_after INTEGER,
    source VARCHAR NOT NULL,
    mean_counts BOOLEAN NOT NULL,
    due_from INTEGER,
    due_by INTEGER,
    fades_from INTEGER,
    fades_by INTEGER,
    anchor INTEGER NOT NULL,
    interval INTEGER NOT NULL,
    power FLOAT NOT NULL,
    h0 FLOAT NOT NULL,
    hg FLOAT NOT NULL,
    importance FLOAT NOT NULL,
    planned_on INTEGER,
    PRIMARY KEY (contact_id)
)
 WITHOUT ROWID;
CREATE INDEX standing_returned ON standing (returned_on) WHERE returned_on IS NOT NULL;
CREATE INDEX standing_drift ON standing (n90_max) WHERE n90_max >= 6;
CREATE INDEX standing_due ON standing (due_from, due_by, fades_from, fades_by, anchor, interval, power, h0, hg, importance, planned_on) WHERE due_from IS NOT NULL;
CREATE INDEX standing_planned ON standing (planned_on) WHERE planned_on IS NOT NULL;
CREATE TABLE month_count (
    month VARCHAR NOT NULL,
    many INTEGER NOT NULL,
    PRIMARY KEY (month)
)
 WITHOUT ROWID;
INSERT INTO alembic_version (version_num) VALUES ('0002');
PRAGMA application_id = 1263096881;
PRAGMA user_version = 2;
