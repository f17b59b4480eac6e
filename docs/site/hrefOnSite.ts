/** Where a link of a page leads on the site: to the page that was made of the file, or to the repository for all other files. */
import { posix } from "node:path"

const REPOSITORY = "https://github.com/faceid-tally/faceid-tally/blob/main/"

/** Files of docs that are no pages of the site. */
const apart = /^(\.\.|decisions\/|guides\/(samples|snippets))/

export const hrefOnSite = (stem: string, href: string): string => {
  if (/^[a-z]+:|^#/.test(href)) return href
  const [path = "", anchor] = href.split("#")
  const target = posix.join(posix.dirname(stem.slice(1)), path)
  if (apart.test(target) || !/\.(md|png)$/.test(target)) {
    return `${REPOSITORY}${posix.join("docs", target)}${anchor === undefined ? "" : `#${anchor}`}`
  }
  return href.replace(/\.md(?=#|$)/, ".html")
}
