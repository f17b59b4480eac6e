/** A month beside the one before: what the bill charged and what is due, each with how much it changed. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import { type MonthFigures, sumAmountTexts } from "@faceid-tally/core/money"
import { yuan } from "@faceid-tally/report"

import type { PageContext } from "../../context/PageContext.ts"
import { monthText } from "./monthText.ts"

/** `+12.5%`; nothing where there was nothing, or it is not known. */
export const change = (now: number, last: number): string | null => {
  if (!Number.isFinite(now) || !Number.isFinite(last) || last === 0) return null
  const share = ((now - last) / last) * 100
  const digits = Math.abs(share).toFixed(1)
  return `${digits === "0.0" ? "±" : share > 0 ? "+" : "−"}${digits}%`
}

export const lastMonthSentence = ({ month, before }: ComparedFigures, { language }: PageContext): string | null => {
  if (before === null) return null
  const [charges, last] = [chargesOf(month), chargesOf(before)]
  const [billed, lastBilled] = [billedOf(month), billedOf(before)]
  const inCharges = change(charges, last)
  if (inCharges === null) return null
  const inYuan = billed === null || lastBilled === null ? null : change(Number(billed), Number(lastBilled))
  const amount = inYuan === null ? null : { billed: yuan(lastBilled, ""), change: inYuan }
  return monthText[language].beside(last, inCharges, amount)
}

const chargesOf = ({ rules }: MonthFigures): number => rules.reduce((sum, { bill }) => sum + bill, 0)

const billedOf = ({ labels }: MonthFigures): string | null => sumAmountTexts(labels.map(({ billed }) => billed))
