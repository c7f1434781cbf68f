import type pg from 'pg'
import type { Place } from '#core/incidents'

interface SecurityFile {
  readonly investigation: string
  readonly name: string
  readonly sha256: string
}

/** The security logs that were investigated at a place, each once; sign-ins are kept nowhere else. */
export async function securityFiles(pool: pg.Pool, place: Place): Promise<readonly SecurityFile[]> {
  const { rows } = await pool.query<SecurityFile>(
    `SELECT DISTINCT ON (f.sha256) f.investigation_id AS investigation, f.name, f.sha256
     FROM investigation_file f JOIN verdict v USING (investigation_id)
     WHERE f.customer_id = $1 AND f.site_id = $2
       AND v.document #> '{input,formats}' @> jsonb_build_array(jsonb_build_object('file', f.name, 'format', 'asterisk-security'))
     ORDER BY f.sha256, f.investigation_id`,
    [place.customer, place.site],
  )
  return rows
}
