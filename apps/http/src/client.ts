/** The typed client of the HTTP service. */
export { DEFAULT_PORT } from "./defaults.ts"
