import type { Letter } from '#core/notices'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"

/** The letter as a page that every mail program shows: tables, styles in place, nothing loaded from anywhere. */
export function mailHtml({ subject, text, acknowledge }: Letter): string {
  const paragraphs = text
    .split('\n\n')
    .map((part) => `<p style="margin:0 0 14px">${escaped(part).replaceAll('\n', '<br>')}</p>`)
    .join('')
  const button =
    acknowledge === ''
      ? ''
      : `<p style="margin:22px 0 0"><a href="${escaped(acknowledge)}" style="display:inline-block;padding:12px 20px;background:#1f2933;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600">I have read this</a></p>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f4f5f7"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px"><tr>
<td style="padding:24px;${font};font-size:16px;line-height:1.5;color:#1f2933"><h1 style="margin:0 0 18px;font-size:19px;line-height:1.35">${escaped(subject)}</h1>${paragraphs}${button}</td></tr></table>
</td></tr></table></body></html>`
}
