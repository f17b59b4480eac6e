// People who cannot exist: no region of China has the code 99, and no mobile number begins with 100.
import { hash } from "./hash.ts"

export interface Person {
  readonly name: string
  readonly idCard: string
  readonly mobile: string
}

export const personOf = (token: number): Person => {
  const h = hash(token, 0x9e4)
  const digits = String(h).padStart(10, "0")
  return {
    name: `${pick(surnames, h)}${pick(givenNames, h >>> 5)}${pick(givenNames, h >>> 11)}`,
    idCard: `990199${1950 + (h % 55)}1${digits.slice(-7)}`,
    mobile: `100${digits.slice(-8)}`,
  }
}

const pick = (letters: ReadonlyArray<string>, h: number): string => letters[h % letters.length] ?? ""

const surnames = Array.from("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨")
const givenNames = Array.from("子轩欣怡梓涵雨泽浩然诗琪俊杰思远嘉懿晓明")
