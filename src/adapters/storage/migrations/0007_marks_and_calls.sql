-- What somebody who knows said of some calls. Taken back, a mark stays here and says so.
CREATE TABLE mark (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  investigation_id text NOT NULL REFERENCES investigation (id) ON DELETE CASCADE,
  says text NOT NULL CHECK (says IN ('us', 'them')),
  what text NOT NULL CHECK (what IN ('call', 'number', 'account-hour', 'prefix', 'account')),
  value text NOT NULL,
  hour smallint CHECK (hour BETWEEN 0 AND 167),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  taken_back_at timestamptz
);
CREATE INDEX mark_standing ON mark (customer_id, site_id) WHERE taken_back_at IS NULL;
CREATE INDEX mark_investigation ON mark (investigation_id);

-- `document` is what was found at first and stays; `revised` what is found with the marks, `change` what the last one did.
ALTER TABLE verdict ADD COLUMN revised jsonb, ADD COLUMN change jsonb;
-- Found at first and no longer, since somebody who knows said otherwise.
ALTER TABLE incident ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
-- A done one is read again when this is set: a mark was made, or its calls are not among the calls yet.
ALTER TABLE investigation ADD COLUMN again_at timestamptz;
CREATE INDEX investigation_again ON investigation (again_at) WHERE again_at IS NOT NULL;

ALTER TABLE call ADD COLUMN country text NOT NULL DEFAULT '', ADD COLUMN cost_micros bigint, ADD COLUMN cost_currency text,
  -- The investigation that brought it in; null for those of the command line.
  ADD COLUMN investigation_id text;
-- The explorer: newest first within a site, and the same behind each thing it is narrowed to.
CREATE INDEX call_newest ON call (customer_id, site_id, started_at DESC, identity DESC);
CREATE INDEX call_account ON call (customer_id, site_id, account, started_at DESC, identity DESC);
CREATE INDEX call_country ON call (customer_id, site_id, country, started_at DESC, identity DESC);
CREATE INDEX call_peer ON call (customer_id, site_id, peer text_pattern_ops);
CREATE INDEX call_investigation ON call (investigation_id) WHERE investigation_id IS NOT NULL;

CREATE TABLE call_flag (
  customer_id text NOT NULL,
  site_id text NOT NULL,
  started_at timestamptz NOT NULL,
  identity bytea NOT NULL,
  investigation_id text NOT NULL REFERENCES investigation (id) ON DELETE CASCADE,
  kind text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (customer_id, site_id, started_at, identity, investigation_id)
);
CREATE INDEX call_flag_investigation ON call_flag (investigation_id);
