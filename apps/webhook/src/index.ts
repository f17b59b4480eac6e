/** The receiver of browser redirects and signed events, and the worker behind it. */
export const DEFAULT_PORT = 8081
