import type { FastifyReply } from 'fastify'
import type { ReportFile } from '#app'

/** A report is built from what strangers wrote into call records: whatever got past the renderer still runs nowhere. */
const reportPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** A report as a download. */
export const sendReport = (reply: FastifyReply, { contentType, fileName, body }: ReportFile): FastifyReply =>
  reply
    .header('content-type', contentType)
    .header('content-disposition', attachment(fileName))
    .header('content-security-policy', reportPolicy)
    .header('cache-control', 'private, no-cache')
    .send(typeof body === 'string' ? body : Buffer.from(body))

/** RFC 6266: a plain name for old programs, the true one for the others. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\w .()+-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`
}
