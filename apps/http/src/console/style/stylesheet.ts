/** The one stylesheet. Its hash is in its name, so that a browser may keep it for ever. */
import { hash } from "node:crypto"

import { colours } from "./colours.ts"
import { page } from "./page.ts"
import { parts } from "./parts.ts"
import { print } from "./print.ts"
import { tables } from "./tables.ts"

export const stylesheet = [colours, page, parts, tables, print].join("").trim()

export const stylesheetName = `style-${hash("sha256", stylesheet).slice(0, 16)}.css`
