/** What the programs of the services share. Loads little: the rest is loaded when a service is to serve. */
export { readPort } from "./commandLine.ts"
export { packageVersion } from "./packageVersion.ts"
export { type ServeRequest, type ServiceProgram, type Started } from "./ServiceProgram.ts"
export { runService } from "./runService.ts"
