-- Notices: who is told what at a site, the incidents people are told of, and the outbox. A notice is written before it is sent,
-- and what became of it in the same transaction as its entry in the ledger.

CREATE TABLE notice_plan (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  document jsonb NOT NULL,
  revision integer NOT NULL,
  PRIMARY KEY (customer_id, site_id),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);

-- No reference to `incident`: people are told of an attack while it goes on, before any record of it is judged.
CREATE TABLE notice_case (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  incident text NOT NULL,
  facts jsonb NOT NULL,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  first_at timestamptz NOT NULL,
  update_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  closed_at timestamptz,
  escalated integer NOT NULL,
  reminded integer NOT NULL,
  news_at timestamptz,
  revision integer NOT NULL,
  PRIMARY KEY (customer_id, site_id, incident),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX notice_case_open ON notice_case (first_at) WHERE closed_at IS NULL;

CREATE TABLE notice (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  incident text NOT NULL,
  key text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('first-hour', 'update', 'closure', 'escalation', 'reminder', 'test')),
  severity text NOT NULL,
  contact text NOT NULL,
  name text NOT NULL,
  stakeholder text NOT NULL,
  ways jsonb NOT NULL,
  way integer NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  attempts integer NOT NULL,
  -- Of one that is being sent: when it counts as left behind.
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  receipt text NOT NULL,
  error text NOT NULL,
  acknowledged_at timestamptz,
  UNIQUE (customer_id, site_id, incident, key),
  -- An attack people were warned of becomes an incident somebody handles: then it takes that one's id.
  FOREIGN KEY (customer_id, site_id, incident) REFERENCES notice_case (customer_id, site_id, incident) ON UPDATE CASCADE
);
CREATE INDEX notice_due ON notice (due_at, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX notice_incident ON notice (customer_id, site_id, incident, created_at DESC, id DESC);
