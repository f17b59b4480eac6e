import { expect, it } from "vitest"

import { authorFault } from "./authorFault.ts"

it.each([
  ["wang", null],
  ["张三", null],
  ["D-ou'x (finance)", null],
  // Staff numbers.
  ["10086", null],
  ["00123456", null],
  ["S-2024-001234", null],
  ["20240012345", null],
  ["A13812345678", "personal"],
  // Mobile numbers and ID numbers, however they are written.
  ["13812345678", "personal"],
  ["wang 138-1234-5678", "personal"],
  ["+86 138 1234 5678", "personal"],
  ["１３８１２３４５６７８", "personal"],
  ["11010519491231002X", "personal"],
  ["110105 19491231 002x", "personal"],
  // A wrong check digit: no ID number.
  ["110105194912310021", null],
  ["", "missing"],
  ["  ", "missing"],
  ["wang\n2026-10-01", "malformed"],
  ["x".repeat(64), null],
  ["𠮷".repeat(64), null],
  ["x".repeat(65), "too_long"],
] as const)("who decides may be %j: %s", (author, fault) => {
  expect(authorFault(author)).toBe(fault)
})
