/** The HTTP service: REST over the books, and the console. */
export { makeApp } from "./makeApp.ts"
export { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
export { KeyNeeded } from "./KeyNeeded.ts"
export { type RunningServer, type ServerOptions, startServer } from "./server.ts"
export type { Service } from "./edge/Service.ts"
