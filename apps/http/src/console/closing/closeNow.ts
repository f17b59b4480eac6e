/** Closes a month for somebody at the console, and says what came of it. */
import { closeMonth } from "@faceid-tally/books/engine"
import { monthOf } from "@faceid-tally/core/engine"
import { sealed } from "@faceid-tally/host/apps"
import { statementText } from "@faceid-tally/report"

import type { Notice } from "../context/Notice.ts"
import { type PageContext, writerOf } from "../context/PageContext.ts"
import { faultText } from "../faults/faultText.ts"
import { closingText } from "./closingText.ts"

interface CloseAsked {
  /** YYYY-MM */
  readonly month: string
  readonly force: boolean
  readonly reason: string
}

export const closeNow = async (context: PageContext, { month: name, force, reason }: CloseAsked): Promise<Notice> => {
  const { service, language, reader, formats, say } = context
  const text = closingText[language]
  const month = monthOf(name)
  if (month === undefined) return { tone: "bad", text: faultText[language].notFound }
  const request = {
    month,
    namedRules: Object.keys(service.settings.rules ?? {}),
    programVersion: service.version,
    now: await service.now(),
    by: writerOf(reader),
    force,
    reason,
  }
  const { result: closing } = await service.run(sealed(closeMonth(request)))
  switch (closing._tag) {
    case "BadReason":
      return { tone: "bad", text: text.reasonFault[closing.fault] }
    case "NotLatest":
      return { tone: "bad", text: text.notLatest(formats.month(closing.latest)) }
    case "Blocked": {
      const { blockers } = statementText[language]
      const each = closing.document.blockers.map(({ code, count }) => blockers[code](count))
      return { tone: "warn", text: [text.blocked, ...each].join(say.gap) }
    }
    case "Closed": {
      const monthName = formats.month(name)
      const revision = closing.document.close?.revision ?? 1
      return { tone: "good", text: closing.isNew ? text.done(monthName, revision) : text.before(monthName) }
    }
  }
}
