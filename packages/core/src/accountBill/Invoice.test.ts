import { describe, expect, it } from "vitest"

import { invoiceFault, readInvoice } from "./Invoice.ts"

describe("an invoice", () => {
  it.each([
    ["12.5", { account: null, amount: 1_250_000_000n }],
    ["branch=12.5", { account: "branch", amount: 1_250_000_000n }],
    ["a=b = 0", { account: "a=b", amount: 0n }],
    ["-1", { account: null, amount: -100_000_000n }],
    ["=1", undefined],
    ["branch=", undefined],
    ["branch=1,200", undefined],
    ["branch", undefined],
    ["", undefined],
  ])("%j is read as %o", (text, invoice) => expect(readInvoice(text)).toEqual(invoice))

  const two = ["branch", "default"]
  it.each([
    [["1"], ["default"], null],
    [["1"], [], null],
    [["1"], two, "whose"],
    [["branch=1", "2"], two, "whose"],
    [["1", "2"], ["default"], "whose"],
    [["branch=1", "default=2"], two, null],
    [["branch=1", "branch=2"], two, "given_twice"],
    [["shop=1"], two, "unknown_account"],
  ])("%j of the accounts %j: %s", (texts, accounts, fault) => {
    const invoices = texts.flatMap((text) => readInvoice(text) ?? [])
    expect(invoiceFault(invoices, accounts)?.fault ?? null).toBe(fault)
  })
})
