// A bundle holds the code of other people, whose licences ask to be handed on with it. This plugin for rolldown finds the
// packages of all modules that came into a bundle and writes what they ask for into THIRD_PARTY_NOTICES.md beside it. A
// package without a licence fails the build.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

import type { Plugin } from "rolldown"

export const NOTICES = "THIRD_PARTY_NOTICES.md"

interface Options {
  /** Folders of packages of which a part is in the bundle by other ways. */
  readonly also?: ReadonlyArray<string>
}

export const thirdPartyNotices = ({ also = [] }: Options = {}): Plugin => ({
  name: "third-party-notices",
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) => (output.type === "chunk" ? output.moduleIds : []))
    const folders = new Set([...modules.flatMap((id) => packageFolder(id) ?? []), ...also])
    const notices = [...folders].map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1))
    this.emitFile({ type: "asset", fileName: NOTICES, source: [HEAD, ...notices.map(section)].join("\n") })
  },
})

const HEAD = `# Third-party notices

The code of these packages is part of this program. Their licences follow.
`

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: unknown
}

const manifestOf = (folder: string): Manifest | undefined => {
  const file = join(folder, "package.json")
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined
}

/** The folder of the installed package that a module belongs to; `undefined` for our own modules. */
const packageFolder = (id: string): string | undefined => {
  const [path = ""] = id.replace("\0", "").split("?")
  // Some packages have a package.json without a name in their inner folders.
  for (let folder = dirname(path); folder.includes("/node_modules/"); folder = dirname(folder)) {
    if (manifestOf(folder)?.name !== undefined) return folder
  }
  return undefined
}

interface Notice {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly texts: ReadonlyArray<string>
}

const noticeOf = (folder: string): Notice => {
  const { name = folder, version = "", license } = manifestOf(folder) ?? {}
  if (typeof license !== "string") throw new Error(`${name} ${version} names no licence`)
  return { name, version, license, texts: [folder, join(folder, "dist")].flatMap(licenceTexts) }
}

const licenceTexts = (folder: string): Array<string> =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter(
          (file) => file.isFile() && /^(licen[cs]e|copying|notice|third-?party)[^.]*(\.(md|txt))?$/i.test(file.name),
        )
        .map(({ name }) => readFileSync(join(folder, name), "utf8").trim())
    : []

const section = ({ name, version, license, texts }: Notice): string =>
  [`## ${name} ${version}`, "", `Licence: ${license}`, "", ...texts.map((text) => `${fenced(text)}\n`)].join("\n")

const fenced = (text: string): string => `\`\`\`text\n${text.replaceAll("```", "'''")}\n\`\`\``
