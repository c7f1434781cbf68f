-- What is done about an incident: one row while it is handled, and everything that was said and done in the order it was written.
-- Nothing of it is ever changed; each entry has its line in the ledger in the same transaction.
CREATE TABLE incident_case (
  incident_id text PRIMARY KEY REFERENCES incident (id) ON DELETE CASCADE,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  opened_at timestamptz NOT NULL,
  -- As it stood when the incident was opened.
  playbook jsonb NOT NULL,
  entries integer NOT NULL,
  -- What the entries add up to, for lists.
  state text NOT NULL CHECK (state IN ('open', 'contained', 'recovering', 'closed')),
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  owner text,
  closed_at timestamptz,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX incident_case_newest ON incident_case (customer_id, site_id, opened_at DESC);

CREATE TABLE incident_entry (
  incident_id text NOT NULL REFERENCES incident_case (incident_id) ON DELETE CASCADE,
  seq integer NOT NULL,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (incident_id, seq)
);
