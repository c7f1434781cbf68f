-- Access: people, how they prove who they are, sessions, failures, and the way the first administrator comes to be.
-- No token, code or password is kept, only hashes; the authenticator's secret is sealed with a key outside the database.

CREATE TABLE person (
  id text PRIMARY KEY,
  -- Null: belongs to the house and sees every customer.
  customer_id text REFERENCES customer (id),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'responder', 'finance', 'auditor', 'viewer')),
  password_hash text NOT NULL,
  totp_sealed text NOT NULL,
  -- The newest step of the authenticator's clock that was used: neither it nor an older one is taken again.
  totp_last_step bigint NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);

CREATE TABLE recovery_code (
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE session (
  token_hash text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_end ON session (expires_at);

-- Accounts stand here by a hash: people type their password into the wrong field.
CREATE TABLE sign_in_failure (
  kind text NOT NULL CHECK (kind IN ('account', 'address')),
  subject text NOT NULL,
  count integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX sign_in_failure_age ON sign_in_failure (last_at);

-- The password was right; the code is missing.
CREATE TABLE sign_in_step (
  visitor_hash text PRIMARY KEY,
  email text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE setup_link (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  token_hash text NOT NULL,
  issued_at timestamptz NOT NULL
);

CREATE TABLE setup_enrolment (
  visitor_hash text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  password_hash text NOT NULL,
  totp_sealed text NOT NULL,
  expires_at timestamptz NOT NULL
);
