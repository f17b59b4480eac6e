/**
 * The words by which programs write that there is nothing, where a name or number of somebody's belongs: a database's
 * `NULL`, Python's `None`, a dash. They are no names, or all that lacks one would be one thing (R26).
 */

const WORDS = /^(?:null|\(null\)|\[null\]|<null>|\\n|none|nil|nan|n\/a|undefined|--?|—|无)$/i
/** No word is longer. */
const LENGTH_MAX = 9

/** Whether a text is, as a whole and in any case, a word for nothing. `NA` is a name. */
export const isNoName = (text: string): boolean => text.length <= LENGTH_MAX && WORDS.test(text)
