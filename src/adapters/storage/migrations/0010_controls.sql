-- Controls as desired state. The row is written before the system is touched, with what undo needs (sealed); every change of
-- state has its entry in the ledger in the same transaction.

CREATE TABLE control (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  connection text NOT NULL,
  kind text NOT NULL,
  target text NOT NULL,
  orders jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('planned', 'approved', 'applying', 'in-force', 'drifted', 'expired', 'undone', 'failed')),
  ending text CHECK (ending IN ('expired', 'undone', 'failed')),
  summary text NOT NULL,
  steps jsonb NOT NULL,
  risk text,
  confirmed boolean NOT NULL,
  undoable boolean NOT NULL,
  automatic boolean NOT NULL,
  preview jsonb,
  requested_by text NOT NULL,
  reason text NOT NULL,
  approvals jsonb NOT NULL,
  approvals_needed integer NOT NULL,
  created_at timestamptz NOT NULL,
  lasts_ms bigint,
  expires_at timestamptz,
  verified boolean NOT NULL,
  verified_at timestamptz,
  error text,
  sealed text NOT NULL,
  revision integer NOT NULL,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX control_newest ON control (customer_id, site_id, created_at DESC, id DESC);
CREATE INDEX control_open ON control (customer_id, site_id) WHERE state NOT IN ('expired', 'undone', 'failed');
-- One control is in force for one thing; a hang-up is done anew each time.
CREATE UNIQUE INDEX control_once ON control (customer_id, site_id, connection, kind, target)
  WHERE state IN ('approved', 'applying', 'in-force', 'drifted') AND kind NOT IN ('hangup', 'drop-contact');

-- What was last known of a connection, for the guards while it does not answer.
CREATE TABLE terrain (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  connection text NOT NULL,
  document jsonb NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, site_id, connection),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
