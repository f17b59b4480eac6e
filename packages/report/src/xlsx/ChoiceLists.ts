/**
 * The lists that columns let people choose from. They stand on a hidden sheet, a list a column: one that is written into
 * the rule of a column may have 255 characters only, and no comma.
 */
import type { Language } from "../language/Language.ts"
import { cellsOn, letterOf } from "./cellAddress.ts"
import { type Sheet, textCell } from "./Sheet.ts"
import { worksheet, XML } from "./xmlText.ts"

type Choices = ReadonlyArray<string>

const names: Readonly<Record<Language, string>> = { en: "choices", "zh-CN": "选项" }

export class ChoiceLists {
  readonly #letters = new Map<string, string>()
  readonly #lists: Array<Choices> = []
  /** The name of the hidden sheet. */
  readonly name: string

  constructor(sheets: ReadonlyArray<Sheet>) {
    this.name = names[sheets[0]?.language ?? "en"]
    for (const { choices } of sheets.flatMap(({ columns }) => columns)) {
      if (choices === undefined || choices.length === 0 || this.#letters.has(keyOf(choices))) continue
      this.#letters.set(keyOf(choices), letterOf(this.#lists.length))
      this.#lists.push(choices)
    }
  }

  get isEmpty(): boolean {
    return this.#lists.length === 0
  }

  /** The cells where a list stands. */
  cellsOf(choices: Choices): string | undefined {
    const letter = this.#letters.get(keyOf(choices))
    return letter === undefined ? undefined : cellsOn(this.name, `$${letter}$1:$${letter}$${choices.length}`)
  }

  /** The hidden sheet. */
  *xml(): Generator<string> {
    yield `${XML}${worksheet}<sheetData>`
    const length = Math.max(0, ...this.#lists.map((list) => list.length))
    for (let i = 0; i < length; i++) {
      const cells = this.#lists.map((list, column) => {
        const text = list[i]
        return text === undefined ? "" : `<c r="${letterOf(column)}${i + 1}"${textCell(text)}</c>`
      })
      yield `<row r="${i + 1}">${cells.join("")}</row>`
    }
    yield "</sheetData></worksheet>"
  }
}

const keyOf = (choices: Choices): string => JSON.stringify(choices)
