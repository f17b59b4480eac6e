// The tests run on the sources: the condition `source` leads from each package to its src, so no build stands between.
import { defineConfig } from "vitest/config"

export default defineConfig(({ mode }) => {
  const soak = mode === "soak"
  const kinds = soak ? "{test,soak}" : "test"
  return {
    resolve: { conditions: ["source", "module", "node", "development|production"] },
    ssr: { resolve: { conditions: ["source", "module", "node", "development|production"] } },
    test: {
      include: [`{packages,apps}/*/{src,test}/**/*.${kinds}.ts`, `bench/**/*.${kinds}.ts`, `scripts/**/*.${kinds}.ts`],
      globalSetup: ["packages/ledger/test/sharedPostgres.ts"],
      setupFiles: ["scripts/vitest-setup.ts"],
      env: { FACEID_TALLY_SOAK: soak ? "1" : "" },
      // Tests wait for processes and databases more than they compute: one for each core, not one less.
      maxWorkers: "100%",
      // What is awaited comes late on a busy machine: a test ends by its own time.
      expect: { poll: { timeout: 50_000 } },
      testTimeout: soak ? 600_000 : 60_000,
      hookTimeout: 120_000,
    },
  }
})
