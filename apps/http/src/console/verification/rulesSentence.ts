/** What the published rules say of an attempt, in a sentence. */
import type { PageContext } from "../context/PageContext.ts"
import { verificationText } from "./verificationText.ts"
import type { RulesView } from "./VerificationView.ts"

export const rulesSentence = ({ code, edition, verdict }: RulesView, { language, say }: PageContext): string => {
  const text = verificationText[language]
  if (code === null) return text.noCode
  const verdictWords = verdict === null ? [] : [text[verdict]]
  const rulings = code.editions.map((each) => text.ruling(each.edition, code.errcode, each.ruling))
  if (edition !== null) return [...rulings, ...verdictWords].join(say.comma) + say.stop.trimEnd()
  const listed = code.editions.filter(({ ruling }) => ruling !== "unlisted")
  const all = listed.map((each) => `${each.edition}${say.colon}${say.ruling[each.ruling]}`)
  return [text.noEdition, ...(all.length === 0 ? [say.ruling.unlisted] : [all.join(say.comma)])].join(say.gap)
}
