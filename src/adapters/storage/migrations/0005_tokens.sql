-- Tokens of the API, and what came of writes that may be sent twice.

CREATE TABLE api_token (
  id text PRIMARY KEY,
  -- Whose it is: it never does more than they may, and ends with them.
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- The beginning of it, which is shown so that people know it again.
  prefix text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  permissions text[] NOT NULL,
  -- Where it counts; null: wherever the person may, or at all sites of the customer.
  customer_id text REFERENCES customer (id),
  site_id text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX api_token_person ON api_token (person_id);

CREATE TABLE idempotency_key (
  caller text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  -- Sealed: some answers show a secret, once. Null while the first request is still under way.
  answer_sealed text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

