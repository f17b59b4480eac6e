import { expect, it } from "vitest"
import type { Contender } from "./Contender.ts"
import { resultToLines } from "./table.ts"

it("sets us beside each peer and limit, and says which goal is reached", () => {
  const peer: Contender = { name: "peer", command: "peer", args: [] }
  const limit: Contender = { name: "limit", command: "limit", args: [] }
  const lines = resultToLines({
    job: {
      id: "text",
      title: "a job",
      ours: peer,
      peers: [peer],
      limits: [limit],
      expected: {},
      goals: [
        { kind: "times-as-fast", as: "peer", min: 3 },
        { kind: "times-the-time", of: "limit", max: 3.5 },
        { kind: "peak", maxMb: 200 },
      ],
    },
    ours: { name: "ours", seconds: 0.5, peakBytes: 201e6 },
    others: [
      { name: "peer", seconds: 2, peakBytes: 1.9e9 },
      { name: "limit", seconds: 0.25, peakBytes: undefined },
    ],
  })
  expect(lines).toEqual([
    "| a job | peer | 500 ms | 2.00 s | 4.00 × as fast | ≥ 3 × | reached |",
    "|  | limit | 500 ms | 250 ms | 2.00 × the time | ≤ 3.5 × | reached |",
    "|  | peak memory | 201 MB | 1,900 MB (peer) |  | ≤ 200 MB | **missed** |",
  ])
})
