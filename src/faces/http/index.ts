// The HTTP face: API under /api/v1, the console, health.
// In: the App. Out: a server that listens.
// Routes lie in routes/, one file a noun; each says which permission it needs.
export { createServer, type HttpServer, type ServerOptions } from './server.ts'
