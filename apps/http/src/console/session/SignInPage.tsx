/** @jsxImportSource hono/jsx */
/** Sign-in with a key. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { Page } from "../layout/Page.tsx"
import { paths } from "../context/paths.ts"
import { signInText } from "./signInText.ts"

interface SignInProps {
  readonly context: PageContext
  /** Where to go then. */
  readonly to: string
  readonly problem?: string | undefined
}

export const SignInPage: FC<SignInProps> = ({ context, to, problem }) => {
  const text = signInText[context.language]
  return (
    <Page context={context} title={text.title}>
      <div class="narrow">
        <h1>{text.title}</h1>
        <p class="soft">{text.lead}</p>
        {problem !== undefined && (
          <div class="notice bad" role="alert" id="problem">
            <p>{problem}</p>
          </div>
        )}
        <form method="post" action={paths.signIn()}>
          <FormToken context={context} />
          <input type="hidden" name="to" value={to} />
          <label for="key">{text.key}</label>
          <input
            id="key"
            name="key"
            type="password"
            autocomplete="current-password"
            spellcheck={false}
            required
            autofocus
            maxlength={200}
            aria-describedby={problem === undefined ? undefined : "problem"}
          />
          <button class="primary">{text.submit}</button>
        </form>
        <p class="soft small section">{text.howTo}</p>
      </div>
    </Page>
  )
}
