/** A real Chromium from the registry, unpacked once into the cache, with a font that has Chinese. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

import { type Browser, chromium } from "playwright-core"

const root = join(import.meta.dirname, "..", "..", "..", "..")
const cache = join(root, "node_modules", ".cache", "faceid-tally-chromium")
const folder = join(cache, "153")

export const openBrowser = async (): Promise<Browser> => {
  const executablePath = await unpacked()
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
    env: { ...process.env, FONTCONFIG_FILE: join(folder, "fonts.conf"), HOME: folder, TMPDIR: folder },
  })
}

/** Another run may unpack at the same time: whoever comes first moves the folder to its place. */
const unpacked = async (): Promise<string> => {
  const path = join(folder, "chromium")
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, "fresh-"))
  const { TMPDIR } = process.env
  process.env["TMPDIR"] = fresh
  try {
    const { default: packed } = await import("@sparticuz/chromium")
    await packed.executablePath()
    writeFileSync(join(fresh, "fonts.conf"), fontsConf())
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(path)) throw error
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"]
    else process.env["TMPDIR"] = TMPDIR
  }
  return path
}

const fontsConf = (): string => {
  const packageFile = createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json")
  const folders = ["400Regular", "600SemiBold"].map((weight) => join(dirname(packageFile), weight))
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `<dir>${path}</dir>`).join("\n")}
<dir>${join(folder, "fonts")}</dir>
<cachedir>${join(folder, "fontconfig")}</cachedir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>ui-monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`
}
