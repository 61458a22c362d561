/**
 * The ledger's schema, one step a version; a step, once released, is never edited. `PRAGMA user_version` counts them.
 * Days are ISO text, JSON is the record contract, `listed` is 1 for what lists show: listed kinds in the current
 * reading of a document that nothing supersedes. What a list is found by stands in narrow `records`, what it shows in
 * `bodies`. `involved` says who has which part in a record (roles: rows.ts); a part in an unlisted record is negative.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    location TEXT NOT NULL,
    url TEXT,
    title TEXT,
    publisher TEXT,
    publisher_folded TEXT,
    language TEXT,
    published_from TEXT,
    published_to TEXT,
    retrieved TEXT NOT NULL,
    supersedes TEXT,
    superseded_by TEXT,
    origin TEXT,
    reading INTEGER,
    record TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX documents_address ON documents(address);
  CREATE INDEX documents_published ON documents(published_to, key);
  CREATE VIRTUAL TABLE pages USING fts5(
    title, text, content='documents', content_rowid='key', tokenize='unicode61 remove_diacritics 2'
  );

  CREATE TABLE evidence (
    document INTEGER NOT NULL REFERENCES documents(key),
    location TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    input TEXT NOT NULL,
    retrieved TEXT NOT NULL,
    final_url TEXT,
    size INTEGER NOT NULL,
    zstd BLOB NOT NULL,
    PRIMARY KEY (location, input, document)
  ) STRICT;
  CREATE INDEX evidence_document ON evidence(document);

  CREATE TABLE readings (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents(key),
    reader TEXT NOT NULL,
    location TEXT NOT NULL,
    made TEXT NOT NULL,
    UNIQUE (document, reader)
  ) STRICT;

  CREATE TABLE records (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings(key),
    document INTEGER NOT NULL REFERENCES documents(key),
    kind TEXT NOT NULL,
    listed INTEGER NOT NULL,
    type TEXT,
    status TEXT,
    denied INTEGER NOT NULL,
    day_from TEXT,
    day_to TEXT,
    UNIQUE (id, reading)
  ) STRICT;
  CREATE INDEX records_reading ON records(reading, kind);
  CREATE INDEX records_listed
    ON records(kind, day_to DESC, key, document, type, status, denied, day_from) WHERE listed = 1;
  CREATE TABLE bodies (
    key INTEGER PRIMARY KEY REFERENCES records(key),
    words TEXT,
    json TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE passages USING fts5(
    words, content='bodies', content_rowid='key', tokenize='unicode61 remove_diacritics 2'
  );
  CREATE TABLE tallies (
    reading INTEGER NOT NULL REFERENCES readings(key),
    kind TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (reading, kind)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE parties (
    key INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    iso3 TEXT NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (entity, iso3, label)
  ) STRICT;
  CREATE INDEX parties_iso3 ON parties(iso3);
  CREATE TABLE involved (
    role INTEGER NOT NULL,
    party INTEGER NOT NULL,
    record INTEGER NOT NULL,
    PRIMARY KEY (role, party, record)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX involved_record ON involved(record, role, party);

  CREATE TABLE entities (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (id, json)
  ) STRICT;
  CREATE TABLE appearances (
    reading INTEGER NOT NULL REFERENCES readings(key),
    entity INTEGER NOT NULL REFERENCES entities(key),
    PRIMARY KEY (reading, entity)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE entity_names (
    folded TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (folded, entity)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE judgements (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    document TEXT,
    verdict TEXT NOT NULL,
    at TEXT NOT NULL,
    withdrawn TEXT,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX judgements_record ON judgements(record);

  CREATE TABLE failures (
    location TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    cause TEXT NOT NULL,
    remedy TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE views (
    space TEXT NOT NULL,
    id TEXT NOT NULL,
    keys TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (space, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE view_keys (
    space TEXT NOT NULL,
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (space, key, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE viewed (document TEXT PRIMARY KEY, reading INTEGER NOT NULL) STRICT;
  CREATE TABLE view_merges (json TEXT NOT NULL) STRICT;
  CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    engine TEXT NOT NULL,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
  ) STRICT;
  `,
  // Rows of a few hundred bytes and more: in a table without rowids SQLite gives each a page of its own.
  `
  DROP TABLE views;
  DELETE FROM view_keys;
  DELETE FROM viewed;
  CREATE TABLE views (
    key INTEGER PRIMARY KEY,
    space TEXT NOT NULL,
    id TEXT NOT NULL,
    keys TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (space, id)
  ) STRICT;
  CREATE INDEX documents_current ON documents(id, superseded_by, reading, key);
  CREATE INDEX documents_facts ON documents(key, publisher, origin);
  CREATE INDEX documents_publisher ON documents(publisher_folded, reading);
  CREATE INDEX documents_origin ON documents(origin, reading);
  `,
  // Keys of the views now carry what comparing needs: the views are made anew.
  `
  DELETE FROM views;
  DELETE FROM view_keys;
  DELETE FROM viewed;
  `,
  // A report's words are those of its whole sentence, however long: the views are made anew.
  `
  DELETE FROM views;
  DELETE FROM view_keys;
  DELETE FROM viewed;
  `,
  // Which versions of an entity are current was looked for in every document.
  `
  CREATE INDEX appearances_entity ON appearances(entity);
  CREATE INDEX documents_reading ON documents(reading);
  `,
  // Corrections count everywhere: what a person changed stands in the machine's place, whose reading is kept as `machine`;
  // an article a person took out is `out`. Search goes by the stems of words.
  `
  ALTER TABLE documents ADD COLUMN machine TEXT;
  ALTER TABLE documents ADD COLUMN out INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE bodies ADD COLUMN machine TEXT;
  DROP INDEX documents_current;
  CREATE INDEX documents_current ON documents(id, out, superseded_by, reading, key);
  DROP TABLE passages;
  CREATE VIRTUAL TABLE passages USING fts5(
    words, content='bodies', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2'
  );
  INSERT INTO passages (passages) VALUES ('rebuild');
  `,
  // Happenings and conflicts hang on passages: the views are made anew.
  `
  DELETE FROM views;
  DELETE FROM view_keys;
  DELETE FROM viewed;
  `,
  // What a reading found and dropped, and by which rule.
  `
  ALTER TABLE readings ADD COLUMN refused TEXT NOT NULL DEFAULT '[]';
  `,
];

/** Marks the file as a ledger (`PRAGMA application_id`): "Drgm". */
export const APPLICATION_ID = 0x4472676d;
