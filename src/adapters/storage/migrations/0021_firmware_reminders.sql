-- Those who look after the telephones are reminded of firmware that is to be brought up by a day.
ALTER TABLE notice DROP CONSTRAINT notice_stage_check;
ALTER TABLE notice ADD CONSTRAINT notice_stage_check
  CHECK (stage IN ('first-hour', 'update', 'closure', 'escalation', 'reminder', 'test', 'drift', 'deadline', 'spend', 'firmware'));
