/** The same file dropped twice is one file. */
export function merged(before: readonly File[], more: readonly File[]): readonly File[] {
  const key = (file: File) => `${file.name} ${file.size} ${file.lastModified}`
  return [...new Map([...before, ...more].map((file) => [key(file), file])).values()]
}
