-- People are told when the calls of a month pass the budget of a site, or will.
ALTER TABLE notice DROP CONSTRAINT notice_stage_check;
ALTER TABLE notice ADD CONSTRAINT notice_stage_check
  CHECK (stage IN ('first-hour', 'update', 'closure', 'escalation', 'reminder', 'test', 'drift', 'deadline', 'spend'));
