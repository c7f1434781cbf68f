CREATE TABLE call_view (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  UNIQUE (customer_id, site_id, name),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
