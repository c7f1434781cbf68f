-- People by roles at places, what they still have to set up, and sessions that can be listed.

-- A role at one site, at all sites of a customer (site null), or in the whole house (both null); one role a place.
CREATE TABLE person_grant (
  person_id text NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'responder', 'finance', 'auditor', 'viewer')),
  customer_id text REFERENCES customer (id),
  site_id text,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id),
  CHECK (site_id IS NULL OR customer_id IS NOT NULL),
  UNIQUE NULLS NOT DISTINCT (person_id, customer_id, site_id)
);
INSERT INTO person_grant (person_id, role, customer_id) SELECT id, role, customer_id FROM person;

-- Null: invited, or reset, and nothing chosen yet.
ALTER TABLE person
  DROP COLUMN role,
  ALTER COLUMN password_hash DROP NOT NULL,
  ALTER COLUMN totp_sealed DROP NOT NULL;

-- The one-time link of somebody invited or reset. A newer one replaces it.
CREATE TABLE invitation (
  person_id text PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  token_hash text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL
);

-- Also the entries of an invited person, and a new authenticator of somebody who is in already (no password then).
ALTER TABLE setup_enrolment
  ADD COLUMN person_id text REFERENCES person (id) ON DELETE CASCADE,
  ALTER COLUMN password_hash DROP NOT NULL;

-- Nobody is signed out by this: sessions from before are named anew and count as proven when they were opened.
ALTER TABLE session
  ADD COLUMN id text NOT NULL UNIQUE DEFAULT gen_random_uuid()::text,
  ADD COLUMN user_agent text NOT NULL DEFAULT '',
  ADD COLUMN proven_at timestamptz;
UPDATE session SET proven_at = created_at;
ALTER TABLE session ALTER COLUMN proven_at SET NOT NULL, ALTER COLUMN id DROP DEFAULT;
