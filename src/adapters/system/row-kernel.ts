import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RowKernel } from '#core/calls'

const file = fileURLToPath(new URL('../../../dist/plain-rows.wasm', import.meta.url))

/** What Node has of WebAssembly, as far as it is wanted here; its types are the browser's. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

type Called = 'rows' | 'makeRoom' | 'texts'
type Exports = { readonly memory: { readonly buffer: ArrayBuffer } } & Pick<RowKernel, Called> & {
    readonly [K in Exclude<keyof RowKernel, 'memory' | Called>]: { readonly value: number }
  }

/** A kernel with a memory of its own (2 MB), for one reading. The build makes it; undefined where nothing is built. */
export function openRowKernel(): RowKernel | undefined {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    return undefined
  }
  const { memory, rows, makeRoom, texts, ...at } = new Instance(new Module(bytes)).exports as Exports
  return {
    memory: memory.buffer,
    rows,
    makeRoom,
    texts,
    input: at.input.value,
    inputSize: at.inputSize.value,
    records: at.records.value,
    places: at.places.value,
    separator: at.separator.value,
    layouts: at.layouts.value,
    mostColumns: at.mostColumns.value,
  }
}
