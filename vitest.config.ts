// The tests run on the sources: the condition `source` leads from each package to its src, so no build stands between.
import { availableParallelism } from "node:os"
import { join } from "node:path"
import process from "node:process"

import { defineConfig, type ViteUserConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Files that change their process for good, or measure it. All others share a process, and what is loaded there. */
const APART = [
  // It replaces a module.
  "packages/ledger/src/decisions/closeMonth.test.ts",
  // yargs keeps the words of the first language that it is asked for.
  "apps/cli/test/{golden,usage}.test.ts",
  // Node reads once which certificates it trusts.
  "packages/host/src/settings/proxiesOf.test.ts",
  "packages/files/src/limits/limits.test.ts",
]

/** Files that take long begin first, so that no core waits for the last of them; on a fresh checkout Vitest goes by sizes. */
const LONG = /(manyProcesses|bombs|console|planted|packages|booksGolden|hostile|week|month|Kill)\.(test|soak)\.ts$/

class LongFirst extends BaseSequencer {
  override async sort(files: Array<TestSpecification>): Promise<Array<TestSpecification>> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

// Node compiles a module once for all processes of the tests, those that tests start as well.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules", ".cache", "compiled")

export default defineConfig(({ mode }) => {
  const soak = mode === "soak"
  const kinds = soak ? "{test,soak}" : "test"
  const include = [
    `{packages,apps}/*/{src,test}/**/*.${kinds}.ts`,
    `bench/**/*.${kinds}.ts`,
    `examples/*.${kinds}.ts`,
    `scripts/**/*.${kinds}.ts`,
  ]
  const project = (name: string, test: NonNullable<ViteUserConfig["test"]>) => ({
    extends: true as const,
    test: { name, ...test },
  })
  return {
    resolve: { conditions: ["source", "module", "node", "development|production"] },
    ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
    test: {
      globalSetup: ["packages/ledger/test/sharedPostgres.ts"],
      setupFiles: ["scripts/vitest-setup.ts"],
      env: { FACEID_TALLY_SOAK: soak ? "1" : "" },
      // Tests wait for processes and databases while they go on: three for two cores.
      maxWorkers: Math.ceil(availableParallelism() * 1.5),
      sequence: { sequencer: LongFirst },
      // What is awaited comes late on a busy machine: a test ends by its own time.
      expect: { poll: { timeout: 50_000 } },
      testTimeout: soak ? 600_000 : 60_000,
      hookTimeout: 120_000,
      projects: [
        project("apart", { include: APART }),
        project("together", { include, exclude: ["**/node_modules/**", ...APART], isolate: false }),
      ],
    },
  }
})
