-- Connections: the PBXs and firewalls of a site. Settings are sealed as a whole with the key of the data directory; the cursor is
-- where the connection remembers how far it has read.

CREATE TABLE connection (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  kind text NOT NULL,
  settings_sealed text NOT NULL,
  cursor text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX connection_place ON connection (customer_id, site_id, created_at, id);
