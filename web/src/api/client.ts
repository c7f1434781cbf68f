import type { Problem } from '#contract'

/** What the server, or the way to it, says went wrong. Pages show `detail` and `remedy`, always both. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly remedy: string
  constructor(status: number, code: string, detail: string, remedy: string) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.remedy = remedy
  }
}

const base = '/api/v1'
let csrf = ''
let onSignedOut: () => void = () => {}

export const rememberCsrf = (token: string): void => {
  csrf = token
}
/** Called when the server says the session is over. */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act
}

const unreachable = () =>
  new ApiProblem(
    0,
    'unreachable',
    'The Ringfence server did not answer.',
    'Check that it is still running and that this device can reach it, then try again.',
  )

function problemOf(status: number, text: string): ApiProblem {
  let body: Partial<Problem> = {}
  try {
    body = JSON.parse(text) as Partial<Problem>
  } catch {
    // A proxy in between may answer in HTML; its status is all there is to tell.
  }
  const problem = new ApiProblem(
    status,
    body.code ?? `http-${status}`,
    body.detail ?? body.title ?? `The server answered ${status}.`,
    body.remedy ?? 'Try again. If it stays, look at the server’s log.',
  )
  if (status === 401 && !location.pathname.startsWith('/sign-in')) onSignedOut()
  return problem
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

let confirmAgain: () => Promise<boolean> = async () => false
/** Called when an act wants a fresh second factor; true: one was shown, the act is tried again. */
export const whenStepUp = (ask: () => Promise<boolean>): void => {
  confirmAgain = ask
}

export async function request<T>(method: Method, path: string, body?: unknown): Promise<T> {
  try {
    return await send<T>(method, path, body)
  } catch (error) {
    const wanted = error instanceof ApiProblem && error.code === 'step-up-required'
    if (!wanted || !(await confirmAgain())) throw error
    return send<T>(method, path, body)
  }
}

async function send<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-csrf-token'] = csrf
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  const response = await fetch(base + path, init).catch(() => {
    throw unreachable()
  })
  const text = await response.text()
  if (!response.ok) throw problemOf(response.status, text)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** Multipart upload that tells how far it is; fetch cannot say that. */
export function upload<T>(
  path: string,
  form: FormData,
  told: (share: number) => void,
  stop: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', base + path)
    xhr.setRequestHeader('x-csrf-token', csrf)
    xhr.setRequestHeader('accept', 'application/json')
    xhr.upload.onprogress = (event) => told(event.lengthComputable ? event.loaded / event.total : 0)
    xhr.onload = () => {
      if (xhr.status < 300) resolve(JSON.parse(xhr.responseText) as T)
      else reject(problemOf(xhr.status, xhr.responseText))
    }
    xhr.onerror = () => reject(unreachable())
    xhr.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    stop.addEventListener('abort', () => xhr.abort())
    xhr.send(form)
  })
}

export const address = (path: string): string => base + path
