/** Where it stands, and what stands there; secrets were masked when it was read. */
export function Evidence({ file, line, text }: { file: string; line: number; text: string }) {
  return (
    <div className="evidence">
      <span className="faint evidence-place">
        {file}, line {line}
      </span>
      {text !== '' && <code>{text}</code>}
    </div>
  )
}
