-- A known text under the key that seals secrets: tells after a broken-off rotation which of two keys is the true one.
CREATE TABLE key_mark (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  mark_sealed text NOT NULL
);
