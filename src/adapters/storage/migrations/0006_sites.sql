-- site.yaml as its owner wrote it, comments and all; `settings` holds what was understood of it.
ALTER TABLE site ADD COLUMN settings_yaml text NOT NULL DEFAULT '';
CREATE INDEX investigation_telling ON investigation (customer_id, site_id, created_at DESC)
  WHERE status = 'failed' OR outcome ->> 'verdict' IN ('breach', 'suspicious');
