/** The questions of `init` in a terminal: what an option has said is not asked, and an empty answer takes what is offered. */
import { createInterface } from "node:readline"

import { UsageError } from "../../session/Arguments.ts"

/** Asks one question; `undefined` when the person ends the conversation. */
export type Ask = (question: string) => Promise<string | undefined>

/** Asks until the answer can be read; why it cannot is told. */
export const askFor = async <A>(
  ask: Ask,
  tell: (line: string) => void,
  question: string,
  read: (answer: string) => A,
): Promise<A | undefined> => {
  for (;;) {
    const answer = await ask(question)
    if (answer === undefined) return undefined
    try {
      return read(answer.trim())
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      tell(error.message)
    }
  }
}

/** On the terminal; questions are no output, so they stand on standard error. What is typed ahead answers what is asked next. */
export const terminalAsk = (): { readonly ask: Ask } & Disposable => {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-C ends the conversation as Ctrl-D does.
  lines.once("SIGINT", () => lines.close())
  let isOpen = true
  lines.once("close", () => {
    isOpen = false
  })
  const answers = lines[Symbol.asyncIterator]()
  return {
    ask: async (question) => {
      lines.setPrompt(question)
      if (isOpen) lines.prompt()
      const { done, value } = await answers.next()
      return done === true ? undefined : value
    },
    [Symbol.dispose]: () => lines.close(),
  }
}
