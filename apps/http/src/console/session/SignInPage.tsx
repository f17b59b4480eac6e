/** @jsxImportSource hono/jsx */
/** Sign-in with a key. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { Page } from "../layout/Page.tsx"
import { paths } from "../paths.ts"

interface SignInProps {
  readonly desk: Desk
  /** Where to go then. */
  readonly to: string
  readonly problem?: string | undefined
}

export const SignInPage: FC<SignInProps> = ({ desk, to, problem }) => {
  const { signIn } = desk.text
  return (
    <Page desk={desk} title={signIn.title}>
      <div class="narrow">
        <h1>{signIn.title}</h1>
        <p class="soft">{signIn.lead}</p>
        {problem !== undefined && (
          <div class="notice bad" role="alert" id="problem">
            <p>{problem}</p>
          </div>
        )}
        <form method="post" action={paths.signIn()}>
          <FormToken desk={desk} />
          <input type="hidden" name="to" value={to} />
          <label for="key">{signIn.key}</label>
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
          <button class="primary">{signIn.submit}</button>
        </form>
        <p class="soft small section">{signIn.howTo}</p>
      </div>
    </Page>
  )
}
