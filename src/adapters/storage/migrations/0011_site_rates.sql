-- The rate deck of a site, CSV as it was given: running calls are priced by it. Null: the built-in estimate.
ALTER TABLE site ADD COLUMN rates text;
