// What the linter holds: no `any`, no `!`, no default exports, no import cycles, and the arrows of ARCHITECTURE.md:
// who may import whom. scripts/arrows.test.ts plants a violation of each and sees it caught.
import type { OxlintConfig, OxlintOverride } from "oxlint"

const tests = ["**/*.test.ts", "**/*.soak.ts"]
const configs = ["**/*.config.ts", "scripts/pure-plugin.mjs"]

// A package's own name is its only door: no path leads into a neighbour.
const aroundTheDoor = {
  regex: "^(\\.\\./\\.\\./|/|file:)",
  message: "Import another package by its name; a file of this package at most one folder up.",
}
/** The same for a folder in a folder, from which two folders up is still this package. */
const aroundTheDoorOfRoom = {
  regex: "^(\\.\\./\\.\\./\\.\\./|/|file:)",
  message: "Import another package by its name; a file of this package at most two folders up.",
}

/** The patterns follow .gitignore: a later one that starts with `!` allows what an earlier one forbids. */
const forbid = (files: string, group: Array<string>, message: string, door = aroundTheDoor): OxlintOverride => ({
  files: [files],
  excludeFiles: tests,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }, door] }] },
})

const packageMayImport = (name: string, ...allowed: Array<string>): OxlintOverride =>
  forbid(
    `packages/${name}/src/**`,
    [
      "faceid-tally",
      "faceid-tally/**",
      "@faceid-tally/**",
      ...allowed.map((other) => `!@faceid-tally/${other}`),
      ...(allowed.includes("core") ? ["!@faceid-tally/core/engine", "!@faceid-tally/core/money"] : []),
      ...(allowed.includes("books") ? ["!@faceid-tally/books/engine", "!@faceid-tally/books/registering"] : []),
      ...(allowed.includes("report") ? ["!@faceid-tally/report/documents"] : []),
    ],
    `Of its siblings packages/${name} may import only: ${allowed.join(", ")}.`,
  )

const appMayNotImport = (files: string, others: ReadonlyArray<string>, door = aroundTheDoor): OxlintOverride =>
  forbid(
    files,
    others.flatMap((other) => [other, `${other}/**`]),
    "An app imports packages; `faceid-tally serve` alone imports the other apps; nothing imports the bench.",
    door,
  )
const otherApps = ["@faceid-tally/http", "@faceid-tally/webhook", "@faceid-tally/bench"]

const config: OxlintConfig = {
  plugins: ["typescript", "unicorn", "oxc", "import", "promise", "vitest"],
  jsPlugins: ["./scripts/pure-plugin.mjs"],
  categories: { correctness: "error", suspicious: "error" },
  options: { reportUnusedDisableDirectives: "error" },
  // AssemblyScript looks like TypeScript and is another language.
  ignorePatterns: ["packages/files/assembly"],
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "typescript/ban-ts-comment": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "no-restricted-properties": [
      "error",
      { object: "process", property: "exit", message: "It may never end: see packages/host/src/serving/ending.ts." },
    ],
    // `_tag` is how Effect tells the members of a union apart.
    "no-underscore-dangle": "off",
    // A hot loop indexes typed arrays that it has bounded itself, and "!" is forbidden: `as` is what is left.
    "typescript/no-unsafe-type-assertion": "off",
    // Columns are counted in code points: that is what spreading a string is for.
    "typescript/no-misused-spread": "off",
    // The compiler knows it better (noImplicitReturns).
    "typescript/consistent-return": "off",
    // It does not see that a function called in the loop moves the position on.
    "no-unmodified-loop-condition": "off",
    // An array made here may be sorted here, and a helper may stand beside its only use.
    "unicorn/no-array-reverse": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/consistent-function-scoping": "off",
    // Properties assert by fast-check, and some tests by a command that must not fail.
    "vitest/expect-expect": "off",
    // A browser's postMessage; ours are the worker threads'.
    "unicorn/require-post-message-target-origin": "off",
  },
  overrides: [
    { files: configs, rules: { "import/no-default-export": "off" } },
    {
      // Express 5 takes rejected promises; Nest has its own ways with classes and imports.
      files: ["examples/**"],
      rules: {
        "oxc/no-async-endpoint-handlers": "off",
        "import/no-unassigned-import": "off",
        "typescript/no-extraneous-class": "off",
      },
    },
    {
      files: ["packages/host/src/serving/ending.ts", "scripts/**", "bench/**"],
      rules: { "no-restricted-properties": "off" },
    },

    forbid(
      "packages/core/src/**",
      ["*", "!./**", "!../*", "!../*/*", "!effect", "!effect/**"],
      "packages/core imports effect only.",
    ),
    {
      // The core is pure: no clock, no randomness, nothing of the machine.
      files: ["packages/core/src/**"],
      excludeFiles: tests,
      rules: {
        "no-restricted-globals": ["error", "crypto", "globalThis", "performance", "process"],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now" },
          { object: "Math", property: "random" },
        ],
        "pure/no-clock": "error",
      },
    },
    packageMayImport("books", "core"),
    packageMayImport("files", "core"),
    packageMayImport("tencent", "core", "books"),
    packageMayImport("ledger", "core", "books"),
    forbid(
      "packages/ledger/src/migrations/schema*.ts",
      [
        "../**",
        "./**",
        "faceid-tally",
        "faceid-tally/**",
        "@faceid-tally/**",
        ...["../database/Database.ts", "../database/Dialect.ts", "../evidence/merkle.ts"].map((door) => `!${door}`),
      ],
      "A version of the schema is closed: nothing that lives on may change what it does.",
    ),
    packageMayImport("report", "core", "books"),
    packageMayImport("simulator", "core"),
    packageMayImport("host", "core", "books", "tencent", "ledger", "report"),

    appMayNotImport("apps/cli/src/**", otherApps),
    // Each command has a folder in `commands`.
    appMayNotImport("apps/cli/src/commands/*/**", otherApps, aroundTheDoorOfRoom),
    appMayNotImport("apps/cli/src/commands/serve/serve.ts", ["@faceid-tally/bench"], aroundTheDoorOfRoom),
    appMayNotImport("apps/http/src/**", ["faceid-tally", "@faceid-tally/webhook", "@faceid-tally/bench"]),
    // So has each resource, and each page of the console.
    ...["resources", "console"].map((rooms) =>
      appMayNotImport(
        `apps/http/src/${rooms}/*/**`,
        ["faceid-tally", "@faceid-tally/webhook", "@faceid-tally/bench"],
        aroundTheDoorOfRoom,
      ),
    ),
    appMayNotImport("apps/webhook/src/**", ["faceid-tally", "@faceid-tally/http", "@faceid-tally/bench"]),
  ],
}

export default config
