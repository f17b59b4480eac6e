/** The end of the service, as the requests that it works on hear of it: those that still come in first, then all others. */
export interface Ending {
  readonly uploads: AbortSignal
  readonly all: AbortSignal
}

/** A service that does not end. */
export const never: Ending = { uploads: new AbortController().signal, all: new AbortController().signal }
