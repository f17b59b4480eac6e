/** What a page needs beside its data: who reads it, in which language, and what may be done from it. */
import type { ApiKey } from "@faceid-tally/books/engine"
import { booksText, type BooksText, type Language, type SharedText, sharedText } from "@faceid-tally/report"

import { authorOf, LOOPBACK_SENDER } from "../../edge/authorize.ts"
import type { Env } from "../../edge/Env.ts"
import type { Service } from "../../edge/Service.ts"
import { type Formats, formatsOf } from "../text/Formats.ts"
import type { Notice } from "./Notice.ts"
import type { Session } from "./Session.ts"

export type { Service } from "../../edge/Service.ts"

export interface Reader {
  /** `null` where no key is configured, or before sign-in. */
  readonly key: ApiKey | null
  /** No key is configured: whoever is on this machine may do all. */
  readonly isOpen: boolean
  /** Stands in every form that changes something. */
  readonly formToken: string
}

export interface PageContext {
  readonly service: Service
  readonly reader: Reader
  readonly language: Language
  readonly say: SharedText
  readonly words: BooksText
  readonly formats: Formats
  /** The address that was asked for, for links back to it. */
  readonly url: URL
  /** What came of the last action. */
  readonly notice: Notice | null
}

export interface ConsoleEnv extends Env {
  readonly Variables: Env["Variables"] & { readonly context: PageContext; readonly session: Session }
}

export const makePageContext = (
  context: Pick<PageContext, "service" | "reader" | "language" | "url" | "notice">,
): PageContext => ({
  ...context,
  say: sharedText[context.language],
  words: booksText[context.language],
  formats: formatsOf(context.language),
})

/** Whether the reader may change something: pull, reconcile, collect, close. */
export const mayAct = ({ isOpen, key }: Reader): boolean => isOpen || key?.role === "admin"

/** Whether the reader may say what a discrepancy is. */
export const mayDecide = (reader: Reader): boolean => mayAct(reader) || reader.key?.role === "finance"

/** By what name is kept what the reader says. */
export const writerOf = ({ key }: Reader): string => (key === null ? LOOPBACK_SENDER : authorOf(key))

/** Whether the reader may see anything. */
export const mayRead = ({ isOpen, key }: Reader): boolean =>
  isOpen || ["read", "finance", "admin"].includes(key?.role ?? "")
