/** @jsxImportSource hono/jsx */
/** Names with their values; what is `null` is left out. */
import type { Child, FC } from "hono/jsx"

export type Fact = readonly [name: string, value: Child]

export const Facts: FC<{ readonly facts: ReadonlyArray<Fact | null> }> = ({ facts }) => (
  <dl class="facts">
    {facts.map(
      (fact) =>
        fact !== null && (
          <>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </>
        ),
    )}
  </dl>
)
