export { explain as show } from "./explain.ts"
