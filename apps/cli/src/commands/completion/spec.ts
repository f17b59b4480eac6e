/** `completion` on the command line: what a shell completes by. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { oneOf } from "../../spec/optionKinds.ts"

export const completionSpec = {
  name: "completion",
  about: { en: "Print the completion script of a shell", "zh-CN": "输出命令补全脚本" },
  positionals: {
    shell: oneOf(["bash", "zsh", "fish"], {
      en: "Which shell, by default the current one",
      "zh-CN": "哪一种 shell，默认为当前的",
    }),
  },
  options: {},
  examples: [{ line: "completion bash", en: "for bash; also zsh and fish", "zh-CN": "用于 bash，也支持 zsh 和 fish" }],
} satisfies CommandSpec
