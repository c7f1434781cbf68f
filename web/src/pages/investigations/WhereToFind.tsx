import type { ReactNode } from 'react'

const places: readonly { readonly system: string; readonly how: ReactNode }[] = [
  {
    system: 'FreePBX, Asterisk, Issabel',
    how: (
      <>
        On the server: <code>/var/log/asterisk/cdr-csv/Master.csv</code>; security log{' '}
        <code>/var/log/asterisk/security</code> (or <code>full</code>). In FreePBX: Reports, CDR Reports,
        choose the days, export CSV.
      </>
    ),
  },
  {
    system: '3CX',
    how: (
      <>
        Admin console: Reports, Call logs (older versions: Dashboard, Call log), choose the days, export CSV.
      </>
    ),
  },
  {
    system: 'FreeSWITCH, FusionPBX',
    how: (
      <>
        On the server: <code>/var/log/freeswitch/cdr-csv/Master.csv</code>, or the folder of mod_json_cdr.
        FusionPBX: Applications, Call detail records, export.
      </>
    ),
  },
  {
    system: 'Cisco Unified CM',
    how: (
      <>
        Cisco Unified Serviceability: Tools, CDR Analysis and Reporting, CDR, export; or the flat files your
        billing server receives.
      </>
    ),
  },
  {
    system: 'Kamailio, OpenSIPS',
    how: (
      <>
        Export the accounting table <code>acc</code> of its database as CSV.
      </>
    ),
  },
  { system: 'Twilio', how: <>Console: Monitor, Logs, Calls, choose the days, export to CSV.</> },
  {
    system: 'Something else',
    how: (
      <>
        Any CSV with a start time, who called, what was dialled and the seconds can be read in the terminal
        with a mapping: <code>ringfence investigate FILE --format csv --map mapping.yaml</code>
      </>
    ),
  },
]

/** Plain directions to the file, because knowing where it lies is half the work. */
export function WhereToFind() {
  return (
    <details className="where panel">
      <summary>Where do I find my call log?</summary>
      <dl className="where-list">
        {places.map(({ system, how }) => (
          <div key={system}>
            <dt>{system}</dt>
            <dd className="soft">{how}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        Take a month or more if you can: what is normal for you makes what is not stand out.
      </p>
    </details>
  )
}
