-- Single sign-on: what a browser was sent away with, and which account of the provider is whose.
CREATE TABLE sso_step (
  visitor_hash text PRIMARY KEY,
  kept_sealed text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE sso_link (
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX sso_link_person ON sso_link (person_id);
