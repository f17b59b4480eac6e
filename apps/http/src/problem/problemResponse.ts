/** A problem as an answer: `application/problem+json`, its sentences in the language of the request. */
import type { Language } from "@faceid-tally/report"

import type { Problem } from "./Problem.ts"
import type { ProblemDocument } from "./ProblemDocument.ts"
import { problemTexts, problemType } from "./problemTexts.ts"

export const problemDocument = (problem: Problem, requestId: string, language: Language): ProblemDocument => {
  const { status, [language]: text } = problemTexts[problem.code]
  const [first] = problem.errors
  return {
    type: problemType(problem.code),
    title: text.title,
    status,
    detail: text.detail,
    instance: `urn:faceid-tally:request:${requestId}`,
    ...(first !== undefined && { path: first.path, errors: problem.errors.map((fault) => ({ ...fault })) }),
    ...problem.members,
  }
}

export const problemResponse = (problem: Problem, requestId: string, language: Language): Response =>
  new Response(JSON.stringify(problemDocument(problem, requestId, language)), {
    status: problemTexts[problem.code].status,
    headers: {
      "Content-Type": "application/problem+json",
      "Content-Language": language,
      "Cache-Control": "no-store",
      ...problem.headers,
    },
  })
