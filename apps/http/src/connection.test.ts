// Whatever limits the settings name, a server can be made of them.
import { createServer } from "node:http"

import { expect, it } from "vitest"

import { connectionOptions } from "./connection.ts"
import { limitsOf } from "./limits/Limits.ts"

const seconds = [undefined, 1, 4, 15, 60, 3600]

it.each(seconds.flatMap((request) => seconds.map((upload) => [request, upload] as const)))(
  "requests of %s s and uploads of %s s",
  (requestSeconds, uploadSeconds) => {
    const settings = {
      ...(requestSeconds !== undefined && { requestSeconds }),
      ...(uploadSeconds !== undefined && { uploadSeconds }),
    }
    const server = createServer(connectionOptions(limitsOf(settings)))
    expect(server.headersTimeout).toBeLessThanOrEqual(server.requestTimeout)
  },
)
