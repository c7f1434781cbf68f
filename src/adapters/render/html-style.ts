/** The whole look of the HTML report; the page loads nothing. Light, dark and paper. */
export const htmlStyle = `
:root { color-scheme: light dark;
  --paper: #fff; --soft: #f6f7f9; --ink: #1a1f29; --muted: #5b6472; --line: #dfe3e8; --accent: #c0362c;
  --bad: #a3261d; --bad-soft: #fdf0ee; --warn: #7a4d00; --warn-soft: #fff6e3; --good: #17663a; --good-soft: #ecf8f0 }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171c; --soft: #1c2027; --ink: #e8ebf0; --muted: #a3acba; --line: #313743; --accent: #ff8a7d;
  --bad: #ffa198; --bad-soft: #33191a; --warn: #ffcf70; --warn-soft: #2d2413; --good: #7fdca4; --good-soft: #14291d } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; letter-spacing: -.01em }
h2 { font-size: 1.2rem; margin: 2.75rem 0 .75rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line) }
p { margin: .75rem 0; max-width: 46rem }
.subtitle, .detail, footer, caption, figcaption { color: var(--muted) }
.subtitle { margin: 0 0 1.5rem }
.banner, .tinted { border-left: 5px solid var(--line); background: var(--soft); border-radius: 6px; padding: 1rem 1.25rem }
.banner strong { display: block; font-size: 1.35rem; line-height: 1.3 }
.banner p { margin: .25rem 0 0; font-size: 1.05rem }
.tinted { padding: .6rem 1rem }
.bad { border-color: var(--bad); background: var(--bad-soft) } .bad strong, dd.bad { color: var(--bad) }
.warn { border-color: var(--warn); background: var(--warn-soft) } .warn strong { color: var(--warn) }
.good { border-color: var(--good); background: var(--good-soft) } .good strong { color: var(--good) }
dl { margin: 1rem 0 } dd { margin: 0 }
.answers, .figures { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)) }
.answers > div, .figures > div { border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem }
.answers dt, .figures dt { color: var(--muted); font-size: .85rem }
.answers .answer { font-size: 1.2rem; font-weight: 650; line-height: 1.3; overflow-wrap: anywhere }
.detail { font-size: .87rem; margin-top: .25rem }
.figures dd { font-size: 1.35rem; font-weight: 650; background: none; font-variant-numeric: tabular-nums }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem } .facts dt { color: var(--muted) }
figure { margin: 1.25rem 0 } figure svg { width: 100%; height: auto; display: block } figcaption { font-size: .87rem }
.scroll { overflow-x: auto; margin: .75rem 0 }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums }
caption { text-align: left; font-size: .87rem; padding: 0 0 .4rem }
th, td { padding: .45rem .75rem .45rem 0; text-align: left; vertical-align: top; border-top: 1px solid var(--line) }
th { border-top: 0; font-size: .8rem; color: var(--muted); font-weight: 600; white-space: nowrap }
th.right, td.right { text-align: right; white-space: nowrap } td.fixed { white-space: nowrap }
td.grow { overflow-wrap: anywhere; min-width: 12rem }
tr.note td { border-top: 0; padding-top: 0; color: var(--muted); overflow-wrap: anywhere }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); font-size: .85rem }
@media print { :root { color-scheme: light; --paper: #fff; --soft: #f6f7f9; --ink: #000; --muted: #444; --line: #ccc; --accent: #a3261d;
    --bad: #a3261d; --bad-soft: #fdf0ee; --warn: #7a4d00; --warn-soft: #fff6e3; --good: #17663a; --good-soft: #ecf8f0 }
  body { font-size: 10pt; print-color-adjust: exact } main { max-width: none; padding: 0 } .scroll { overflow: visible }
  h2 { break-after: avoid } thead { display: table-header-group } tr, .answers > div, figure { break-inside: avoid }
  @page { margin: 16mm 14mm } }
`
