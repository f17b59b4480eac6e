// The whole program in a few files beside one another: the command's own code is loaded when the command runs, the
// worker thread's is an entry of its own.
import { copyFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

import { defineConfig, type InputOptions, type OutputOptions } from "rolldown"

import { plainPath } from "./plainPath.ts"
import { thirdPartyNotices } from "./thirdPartyNotices.ts"

const scanner = fileURLToPath(new URL("../../packages/files/dist/scanner.wasm", import.meta.url))
// The scanner holds a little of its compiler's library.
const assemblyscript = fileURLToPath(new URL("../../node_modules/assemblyscript", import.meta.url))

const input = {
  input: {
    "faceid-tally": "src/main.ts",
    worker: "../../packages/files/src/threads/worker.ts",
    ledgerThread: "../../packages/ledger/src/threads/ledgerThread.ts",
  },
  platform: "node",
  // What dividing the plain path implies anyway; said here, so that it is no warning.
  preserveEntrySignatures: "allow-extension",
  // The official SDK stays what it is, a dependency: its CommonJS does not survive bundling, and its updates reach users.
  external: [/^tencentcloud-sdk-nodejs-faceid\//],
  resolve: {
    conditionNames: ["source", "node", "import", "default"],
    // yargs asks for string-width, which builds a segmenter when it is loaded: half the time that bare Node takes to start.
    alias: { "string-width": "fast-string-width" },
  },
} satisfies InputOptions

const output = {
  dir: "dist",
  format: "esm",
  cleanDir: true,
  minify: { compress: true, mangle: true, codegen: false },
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  banner: ({ name }) => (name === "faceid-tally" ? "#!/usr/bin/env node" : ""),
} satisfies OutputOptions

const scannerBeside = {
  // The package finds its scanner from src and from dist alike; here it lies beside the program.
  name: "scanner",
  transform: {
    filter: { id: /[\\/]scanner[\\/]Scanner\.ts$/ },
    handler: (code: string) => code.replace('"../../dist/scanner.wasm"', '"./scanner.wasm"'),
  },
  writeBundle: () => copyFileSync(scanner, "dist/scanner.wasm"),
}

export default defineConfig(async () => ({
  ...input,
  output: { ...output, codeSplitting: await plainPath(input, output) },
  plugins: [scannerBeside, thirdPartyNotices({ also: [assemblyscript] })],
}))
