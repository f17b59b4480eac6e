/** @jsxImportSource hono/jsx */
/** A part of a page under its own heading, which screen readers can jump to. */
import type { Child, FC } from "hono/jsx"

interface SectionProps {
  readonly id: string
  readonly title: string
  /** Says `empty` in place of what it would hold. */
  readonly isEmpty?: boolean
  readonly empty?: string
  readonly children?: Child
}

export const Section: FC<SectionProps> = ({ id, title, isEmpty = false, empty, children }) => (
  <section class="section" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {isEmpty ? <p class="soft">{empty}</p> : children}
  </section>
)
