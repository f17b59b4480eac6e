/** @jsxImportSource hono/jsx */
/** A part of a page under its own heading, which screen readers can jump to. */
import type { Child, FC } from "hono/jsx"

interface SectionProps {
  readonly id: string
  readonly title: string
  /** Says `empty` in place of what it would hold. */
  readonly isEmpty?: boolean
  readonly empty?: string
  /** It is there to be done, and not printed. */
  readonly isForScreen?: boolean
  readonly children?: Child
}

export const Section: FC<SectionProps> = ({ id, title, isEmpty = false, empty, isForScreen = false, children }) => (
  <section class={isForScreen ? "section screen" : "section"} aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {isEmpty ? <p class="soft">{empty}</p> : children}
  </section>
)
