import { expect, it } from "vitest"
import { parseOptions } from "./options.ts"

it("choose jobs, scale and rounds, and reject what they do not know", () => {
  expect(parseOptions(["--only", "text", "--scale", "0.05"])).toMatchObject({
    jobs: ["text"],
    services: [],
    rounds: 5,
    scale: 0.05,
  })
  expect(parseOptions(["--only", "webhook"])).toMatchObject({ jobs: [], services: ["webhook"] })
  expect(parseOptions(["--large"])).toMatchObject({ jobs: ["large", "import-large"], rounds: 1 })
  expect(() => parseOptions(["--only", "tetx"])).toThrow('There is no job "tetx"')
  expect(() => parseOptions(["--scale", "0"])).toThrow("--scale")
  expect(() => parseOptions(["--fast"])).toThrow("--fast")
})
