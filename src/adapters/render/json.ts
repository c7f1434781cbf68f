/** One JSON document, indented, ending in a newline. */
export const renderJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
