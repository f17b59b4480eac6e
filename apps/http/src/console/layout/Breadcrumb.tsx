/** @jsxImportSource hono/jsx */
/** Where a page stands: what leads to it, from the widest on. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { layoutText } from "./layoutText.ts"

interface BreadcrumbProps {
  readonly context: PageContext
  readonly steps: ReadonlyArray<readonly [name: string, path: string]>
}

export const Breadcrumb: FC<BreadcrumbProps> = ({ context, steps }) => (
  <nav class="crumbs small" aria-label={layoutText[context.language].breadcrumb}>
    <ol>
      {steps.map(([name, path]) => (
        <li>
          <a href={path}>{name}</a>
        </li>
      ))}
    </ol>
  </nav>
)
