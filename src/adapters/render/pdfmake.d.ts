// The part of pdfmake 0.3 that is used here; the package ships no types.
declare module 'pdfmake' {
  type Node = string | { readonly [key: string]: unknown }
  interface Definition {
    readonly [key: string]: unknown
    readonly content: readonly Node[]
  }
  interface FontFiles {
    readonly normal: string
    readonly bold: string
    readonly italics: string
    readonly bolditalics: string
  }
  const pdfmake: {
    addFonts(fonts: Readonly<Record<string, FontFiles>>): void
    setUrlAccessPolicy(policy: (url: string) => boolean): void
    setLocalAccessPolicy(policy: (path: string) => boolean): void
    createPdf(definition: Definition): { getBuffer(): Promise<Uint8Array> }
  }
  export = pdfmake
}
