-- The firmware each model of a site is to be brought to. What stood before, and what was withdrawn, is in the ledger.
CREATE TABLE firmware_target (
  id text PRIMARY KEY,
  customer_id text NOT NULL,
  site_id text NOT NULL,
  -- Vendor and product in the words of the advisories: one target a model, whoever spells it.
  model text NOT NULL,
  vendor text NOT NULL,
  product text NOT NULL,
  version text NOT NULL,
  due date,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  UNIQUE (customer_id, site_id, model),
  FOREIGN KEY (customer_id, site_id) REFERENCES site (customer_id, id)
);
