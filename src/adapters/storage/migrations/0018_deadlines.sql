-- People are reminded of the deadlines of law and contract.
ALTER TABLE notice DROP CONSTRAINT notice_stage_check;
ALTER TABLE notice ADD CONSTRAINT notice_stage_check
  CHECK (stage IN ('first-hour', 'update', 'closure', 'escalation', 'reminder', 'test', 'drift', 'deadline'));
