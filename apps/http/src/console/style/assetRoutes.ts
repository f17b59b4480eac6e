/** What every page loads: the stylesheet and the icon. */
import { Hono } from "hono"

import { palettes } from "./colours.ts"
import { stylesheet, stylesheetName } from "./stylesheet.ts"

const FOR_EVER = "public, max-age=31536000, immutable"
const A_DAY = "public, max-age=86400"

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${palettes.light.accent}"/><path d="M9 9v14M14 9v14M19 9v14M24 9v14M6 21 27 11" stroke="#fff" stroke-width="2.25" stroke-linecap="round"/></svg>`

export const assetRoutes = () =>
  new Hono()
    .get(`/${stylesheetName}`, (c) =>
      c.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8", "cache-control": FOR_EVER }),
    )
    .get("/icon.svg", (c) => c.body(icon, 200, { "content-type": "image/svg+xml", "cache-control": A_DAY }))
