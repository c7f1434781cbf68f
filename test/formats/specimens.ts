import { CsvMap, type FormatName } from '#core/calls'
import { cdr } from './read.ts'

const uuid = '0a6e1c1e-7a1f-4d2b-9d5a-1f2e3d4c5b6a'
const document = {
  'core-uuid': 'x',
  variables: {
    uuid,
    start_uepoch: '1772831051000000',
    end_uepoch: '1772831180000000',
    billsec: '120',
    sip_user_agent: 'a%20b',
  },
  callflow: [
    {
      caller_profile: { caller_id_number: '1001', destination_number: '901125261234567' },
      times: { created_time: '1' },
    },
  ],
}
const twilio = {
  sid: 'CA1',
  from: 'sip:a@b',
  to: '+25261234567',
  status: 'completed',
  start_time: 'Fri, 06 Mar 2026 21:04:20 +0000',
  duration: '120',
  direction: 'outbound-api',
}

/** A small healthy file of each format, to be damaged. */
export const specimens: readonly { format: FormatName; text: string }[] = [
  {
    format: 'asterisk-csv',
    text:
      cdr() + cdr({ id: 'b.2', clid: '"Zoë" <1>', toChannel: 'Local/200@x-1;1' }) + cdr({ id: 'c.3' }, 18),
  },
  {
    format: 'asterisk-cel',
    text:
      '"CHAN_START","1772831051.271341","1001","","901125261234567","from-internal","PJSIP/1001-00000000","","","1772831051.0","1772831051.0","",""\n' +
      '"ANSWER","1772831052.282327","1001","1001","23276111222","outbound","PJSIP/1001-00000000","Dial","PJSIP/+23276111222@carrier,60","1772831051.0","1772831051.0","",""\n' +
      '"HANGUP","1772831055.294114","1001","1001","23276111222","outbound","PJSIP/1001-00000000","","","1772831051.0","1772831051.0","","{""hangupcause"":16}"\n',
  },
  {
    format: 'freeswitch-csv',
    text: `"A","1001","0025261234567","default","2026-03-06 21:04:11","2026-03-06 21:04:20","2026-03-06 21:06:20","129","120","NORMAL_CLEARING","${uuid}","","","PCMU","PCMU"\n`.repeat(
      2,
    ),
  },
  { format: 'freeswitch-json', text: `${JSON.stringify(document)}\n${JSON.stringify(document, null, 2)}\n` },
  {
    format: 'kamailio-acc',
    text: 'id|method|from_tag|to_tag|callid|sip_code|sip_reason|time|src_user|dst_user|src_ip|time_utc\n1|INVITE|f|t|c@h|200|OK|2461366.98|1001|+25261234567|203.0.113.7|1772831060.5\n2|BYE|t|f|c@h|200|OK|2461366.99|1001||203.0.113.7|1772831180.5\n',
  },
  {
    format: 'kamailio-acc',
    text: '-[ RECORD 1 ]---\nstart_time | 2026-03-06 21:04:20\nend_time   | 2026-03-06 21:06:20\nduration   | 120.014\nsrc_user   | 1001\ndst_user   | +25261234567\ncallid     | c@h\n',
  },
  {
    format: 'cucm',
    text: 'cdrRecordType,globalCallID_callManagerId,globalCallID_callId,dateTimeOrigination,origIpAddr,callingPartyNumber,originalCalledPartyNumber,finalCalledPartyNumber,dateTimeConnect,dateTimeDisconnect,duration\nINTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER\n1,1,7001,1772831051,-1139627840,1001,901125261234567,901125261234567,1772831060,1772831180,120\n',
  },
  {
    format: '3cx',
    text: '1_8,1_8,00:02:09,2026/03/06 21:04:11,2026/03/06 21:04:20,2026/03/06 21:06:20,TerminatedBySrc,Ext.1001,901125261234567,1001,10000,901125261234567,,,,,,,,Chain: x;,Extension,Line,,,,,\n'.repeat(
      2,
    ),
  },
  {
    format: 'twilio',
    text: `${JSON.stringify({ calls: [twilio, { ...twilio, sid: 'CA2', parent_call_sid: 'CA1' }] })}\n`,
  },
  {
    format: 'twilio',
    text: 'Call Sid,From,To,Status,Start Time,Duration\nCA1,+12025550123,+25261234567,completed,2026-03-06T21:04:20Z,120\n',
  },
  {
    format: 'csv',
    text: 'start,from,to,seconds\n1772831060,1001,+25261234567,60\n1772831070,1001,+25261234567,60\n',
  },
  {
    format: 'asterisk-security',
    text:
      '[2026-03-06 21:04:11.061] SECURITY[16000] res_security_log.c: SecurityEvent="SuccessfulAuth",EventTV="2026-03-06T21:04:11.061+0000",Service="PJSIP",AccountID="1001",SessionID="a",RemoteAddress="IPV4/UDP/203.0.113.7/5060",UsingPassword="1"\n' +
      "[2026-03-06 21:04:12] NOTICE[1] res_pjsip/pjsip_distributor.c: Request 'REGISTER' from '\"9\" <sip:9@h>' failed for '203.0.113.8:5061' (callid: 1) - Failed to authenticate\n",
  },
]

export const csvMap = CsvMap.parse({
  columns: { start: 'start', from: 'from', to: 'to', duration: 'seconds' },
})
