/** @jsxImportSource hono/jsx */
/** Finds a verification by what stands on the bill or in a log: a BizToken or a Seq. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { verificationText } from "./verificationText.ts"

export const SearchForm: FC<{ readonly context: PageContext; readonly asked: string }> = ({ context, asked }) => {
  const text = verificationText[context.language]
  return (
    <form action={paths.verifications()} class="fields" role="search">
      <div class="wide">
        <label for="q">{text.search}</label>
        <input
          id="q"
          name="q"
          type="search"
          value={asked}
          maxlength={200}
          required
          spellcheck={false}
          autocomplete="off"
          placeholder={text.searchHint}
        />
      </div>
      <button class="primary">{text.submit}</button>
    </form>
  )
}
