import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { runs } from "../../test/runs.ts"
import { nearNames } from "../shapes/nearName.ts"
import { NearNames } from "./NearNames.ts"

const names = ["Seq", "IsNeedCharge", "ErrorCode"]
const key = fc.constantFrom(
  ...names,
  "seq",
  "need_charge",
  "isNeedCharge",
  "error code",
  "Name",
  "Extra",
  "x",
  "is",
  "",
)
const objects = fc.array(fc.dictionary(key, fc.constant(1)), { minLength: 1, maxLength: 12 })

describe("near names", () => {
  it("are found whatever objects were looked at before", () => {
    fc.assert(
      fc.property(objects, (all) => {
        const kept = new NearNames(names)
        for (const object of all) {
          const near = names.map((name) => nearNames(Object.keys(object), name)[0]).find((met) => met !== undefined)
          const fault = kept.nearFault(object, [])
          assert.deepEqual(fault?.path, near === undefined ? undefined : [near])
        }
      }),
      runs(200),
    )
  })
})
