/** The HTTP service: REST over the books, and the console. */
export const DEFAULT_PORT = 8080
