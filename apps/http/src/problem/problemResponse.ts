/** A problem as an answer: `application/problem+json`, its sentences in the language of the request. */
import { problemAnswer } from "@faceid-tally/host/apps"
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
  problemAnswer(problemDocument(problem, requestId, language), { "Content-Language": language, ...problem.headers })
