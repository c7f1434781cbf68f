-- Audits of a site as they were made: what was found, never a secret of what was read. Files that were sent are gone once read;
-- of firewalls the rules stay as they were understood, so that they can be asked again.
CREATE TABLE audit (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  source jsonb NOT NULL,
  -- As it stood then, for lists.
  score integer,
  coverage integer NOT NULL,
  failed integer NOT NULL,
  report jsonb NOT NULL,
  ground text,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX audit_newest ON audit (customer_id, site_id, made_at DESC, id DESC);

-- Findings somebody answers for until a day. Nothing is deleted: taking one back closes it.
CREATE TABLE audit_risk (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  check_id text NOT NULL,
  resource text NOT NULL,
  reason text NOT NULL,
  owner text NOT NULL,
  accepted_by text NOT NULL,
  accepted_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  ended_at timestamptz,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX audit_risk_standing ON audit_risk (customer_id, site_id) WHERE ended_at IS NULL;

-- What people looked at where no file tells.
CREATE TABLE audit_attestation (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  check_id text NOT NULL,
  document jsonb NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX audit_attestation_newest ON audit_attestation (customer_id, site_id, made_at DESC);

-- How often the connected systems of a site are read again.
CREATE TABLE audit_plan (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  every text NOT NULL CHECK (every IN ('never', 'day', 'week')),
  zones text NOT NULL,
  next_at timestamptz,
  problem text NOT NULL,
  PRIMARY KEY (customer_id, site_id),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);

ALTER TABLE notice DROP CONSTRAINT notice_stage_check;
ALTER TABLE notice ADD CONSTRAINT notice_stage_check
  CHECK (stage IN ('first-hour', 'update', 'closure', 'escalation', 'reminder', 'test', 'drift'));
