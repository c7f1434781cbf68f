import type { Block, Chart, Document, Table } from '#core/reports'
import { type CurveLook, curveSvg } from './curve.ts'
import { escapeMarkup as esc } from './escape.ts'
import { htmlStyle } from './html-style.ts'

const LOOK: CurveLook = {
  width: 1000,
  height: 260,
  line: 'var(--accent)',
  fill: 'var(--accent)',
  fillOpacity: 0.14,
  grid: 'var(--line)',
  text: 'var(--muted)',
  font: 'inherit',
}

/** One page that needs nothing else: no script, no request (its own policy forbids both), readable on screen, in the dark and on paper. */
export function renderHtml(document: Document): string {
  const made = new Date(document.madeAt).toISOString()
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${esc(document.title)}: ${esc(document.subtitle)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<h1>${esc(document.title)}</h1>
<p class="subtitle">${esc(document.subtitle)}</p>
${document.blocks.map(block).join('\n')}
<footer>Made by ${esc(document.madeBy)} at <time datetime="${made}">${made}</time></footer>
</main>
</body>
</html>
`
}

function block(it: Block): string {
  switch (it.kind) {
    case 'banner':
      return `<div class="banner ${it.tone}"><strong>${esc(it.title)}</strong><p>${esc(it.text)}</p></div>`
    case 'heading':
      return `<h2>${esc(it.text)}</h2>`
    case 'paragraph':
      return `<p${it.tone === 'plain' ? '' : ` class="tinted ${it.tone}"`}>${esc(it.text)}</p>`
    case 'answers':
      return `<dl class="answers">${it.answers.map(answer).join('')}</dl>`
    case 'figures':
      return `<dl class="figures">${it.figures.map((figure) => `<div><dt>${esc(figure.label)}</dt><dd class="${figure.tone}">${esc(figure.value)}</dd></div>`).join('')}</dl>`
    case 'facts':
      return `<dl class="facts">${it.facts.map((fact) => `<dt>${esc(fact.label)}</dt><dd>${esc(fact.value)}</dd>`).join('')}</dl>`
    case 'table':
      return table(it)
    case 'chart':
      return chart(it)
  }
}

const answer = (it: { question: string; answer: string; detail: string }): string =>
  `<div><dt>${esc(it.question)}</dt><dd class="answer">${esc(it.answer)}</dd><dd class="detail">${esc(it.detail)}</dd></div>`

function chart(it: Chart): string {
  const picture = curveSvg(it, LOOK).replace('<svg ', `<svg role="img" aria-label="${esc(it.description)}" `)
  return `<figure>${picture}<figcaption><strong>${esc(it.title)}.</strong> ${esc(it.description)}</figcaption></figure>`
}

function table(it: Table): string {
  const classes = it.columns.map((column) =>
    column.align === 'right' ? 'right' : column.grow ? 'grow' : 'fixed',
  )
  const head = it.columns
    .map((column, i) => `<th scope="col" class="${classes[i]}">${esc(column.title)}</th>`)
    .join('')
  const rows = it.rows.map((row) => {
    const cells = row.cells.map((cell, i) => `<td class="${classes[i]}">${esc(cell)}</td>`).join('')
    const note =
      row.note === '' ? '' : `<tr class="note"><td colspan="${it.columns.length}">${esc(row.note)}</td></tr>`
    return `<tr>${cells}</tr>${note}`
  })
  const after = it.after === '' ? '' : `<p class="detail">${esc(it.after)}</p>`
  // Focusable, so that a wide table can be scrolled from the keyboard (WCAG 2.1.1).
  return `<div class="scroll" tabindex="0" role="region" aria-label="${esc(it.caption)}"><table><caption>${esc(it.caption)}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>${after}`
}
