-- What Ringfence did, or would have done, of its own accord: one row an alert and step, with its entry in the ledger.

CREATE TABLE automatic_act (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  at timestamptz NOT NULL,
  document jsonb NOT NULL,
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
CREATE INDEX automatic_act_newest ON automatic_act (customer_id, site_id, at DESC, id DESC);
