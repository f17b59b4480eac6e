import { discrepancyKinds, incompleteReasons, rejectionCodes, whyCodes } from "@faceid-tally/core/engine"
import { describe, expect, it } from "vitest"

import { languageOf, languages } from "../language/Language.ts"
import { sharedText } from "./sharedText.ts"
import { reconcileText } from "../reconcile/reconcileText.ts"
import { rejectionMessage } from "./rejectionMessage.ts"

const params = {
  ledgerDay: "2026-10-01",
  billDay: "2026-10-02",
  ledgerCode: 0,
  billCode: 2016,
  ledgerToken: "A",
  billToken: "B",
  chargeCount: 2,
  charged: 1,
  errcode: 2011,
  edition: "plus",
}

describe.each(languages)("messages in %s", (language) => {
  const say = sharedText[language]
  const sentences = [
    ...discrepancyKinds.map((kind) => say.kind[kind]),
    ...whyCodes.map((code) => reconcileText[language].why[code](params)),
    ...incompleteReasons.map((reason) => reconcileText[language].incomplete[reason]),
    ...rejectionCodes.map((code) => rejectionMessage({ code, path: [], expected: "Seq" }, say)),
  ]

  it("EveryCodeHasASentenceOfItsOwn", () => {
    expect(new Set(sentences).size).toBe(sentences.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|null|NaN|^$/)
  })

  it("is in its language", () => {
    const isChinese = language === "zh-CN"
    expect(sentences.filter((sentence) => /\p{Script=Han}/u.test(sentence) !== isChinese)).toEqual([])
  })

  it("a rejection names its place", () => {
    const path = ["Response", "Text", "LivenessDetail", 0, "IsNeedCharge"]
    const message = rejectionMessage({ code: "wrong_type", path, expected: "boolean | null" }, say)
    expect(message).toMatch(/^Response\.Text\.LivenessDetail\[0\]\.IsNeedCharge(: |：)/)
  })
})

describe("the language", () => {
  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh-CN"],
    [{ LANG: "en_US.UTF-8" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
    [{ LANG: "en_US", LC_MESSAGES: "zh_TW", LC_ALL: "" }, "zh-CN"],
    [{}, "en"],
  ] as const)("of %o is %s", (env, language) => {
    expect(languageOf(env)).toBe(language)
  })
})
