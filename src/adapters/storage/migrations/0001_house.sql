-- The house: places, investigations with what came of them, calls, and the ledger.
-- Every table names customer and site. Money is whole micro-units (bigint) plus its currency. Instants are timestamptz.

CREATE TABLE customer (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site (
  customer_id text NOT NULL REFERENCES customer (id),
  id text NOT NULL,
  name text NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (customer_id, id)
);

INSERT INTO customer (id, name) VALUES ('default', 'This organisation');
INSERT INTO site (customer_id, id, name) VALUES ('default', 'main', 'Main site');

-- The row is also the job: `waiting` rows are claimed with FOR UPDATE SKIP LOCKED, so that creating an investigation
-- and queueing it cannot come apart.
CREATE TABLE investigation (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  title text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  options jsonb NOT NULL,
  progress jsonb NOT NULL,
  failure jsonb,
  outcome jsonb,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX investigation_newest ON investigation (customer_id, site_id, created_at DESC, id DESC);
CREATE INDEX investigation_open ON investigation (created_at, id) WHERE status IN ('waiting', 'running');

CREATE TABLE investigation_file (
  investigation_id text NOT NULL REFERENCES investigation (id) ON DELETE CASCADE,
  position integer NOT NULL,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  PRIMARY KEY (investigation_id, position)
);

CREATE TABLE verdict (
  investigation_id text PRIMARY KEY REFERENCES investigation (id) ON DELETE CASCADE,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  document jsonb NOT NULL
);

CREATE TABLE incident (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  investigation_id text REFERENCES investigation (id) ON DELETE CASCADE,
  title text NOT NULL,
  kind text NOT NULL,
  began timestamptz NOT NULL,
  ended timestamptz,
  accounts text[] NOT NULL,
  exposure_micros bigint NOT NULL,
  exposure_currency text NOT NULL,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX incident_began ON incident (customer_id, site_id, began DESC);
CREATE INDEX incident_investigation ON incident (investigation_id);

-- A partition a month, made as calls arrive. No foreign key to site: it would be checked once a row (the store checks once
-- a save). `peer` is enough to find the destination again: row numbers of the numbering table change with its editions.
CREATE TABLE call (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  started_at timestamptz NOT NULL,
  -- Hash of pbx_id, account and dialled: an index cannot hold texts of any length.
  identity bytea NOT NULL,
  pbx_id text NOT NULL,
  account text NOT NULL,
  dialled text NOT NULL,
  answered_at timestamptz,
  ended_at timestamptz,
  billable_seconds bigint NOT NULL,
  disposition text NOT NULL,
  direction text NOT NULL,
  entry text NOT NULL,
  peer text NOT NULL,
  from_number text NOT NULL,
  trunk text NOT NULL,
  kind text NOT NULL,
  international boolean NOT NULL,
  invalid boolean NOT NULL,
  source_ip text NOT NULL,
  user_agent text NOT NULL,
  UNIQUE (started_at, identity, site_id, customer_id)
) PARTITION BY RANGE (started_at);
CREATE TABLE call_other PARTITION OF call DEFAULT;
CREATE INDEX call_time ON call USING brin (started_at);

-- One chain of hashes over everything that was done, in the order it was committed.
CREATE TABLE ledger (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  customer_id text NOT NULL,
  site_id text,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL,
  previous_hash text NOT NULL UNIQUE,
  hash text NOT NULL UNIQUE
);
CREATE INDEX ledger_place ON ledger (customer_id, site_id, seq);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP USING ERRCODE = 'RF001';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
