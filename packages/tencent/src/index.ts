/** The port Provider, by the official SDK. */
export {}
