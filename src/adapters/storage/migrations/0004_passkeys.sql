-- Passkeys, and the one question each browser is answering with one.

CREATE TABLE passkey (
  -- The credential's own id, base64url.
  id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- The host it was made for: it is worth nothing on another.
  host text NOT NULL,
  public_key bytea NOT NULL,
  -- Signatures so far, as the authenticator counts them; many always say 0.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_person ON passkey (person_id);

CREATE TABLE passkey_challenge (
  visitor_hash text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'prove', 'create')),
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (visitor_hash, purpose)
);
