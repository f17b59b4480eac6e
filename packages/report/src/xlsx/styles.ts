/** The formats that cells may have; a cell names its own by number. */
import type { Money } from "../language/Money.ts"

export const headFormat = 1
export const dayFormat = 2
/** Text that a spreadsheet must not take for a formula. */
export const textFormat = 3
export const countFormat = 4
/** To the millisecond, as everything else is. */
export const timeFormat = 5

const FIRST_MONEY = 6
const DECIMALS = [2, 3, 4, 5, 6, 7, 8]

/** Money with as many decimals as its price has, two at least. */
export const moneyFormat = ({ scale }: Money): number => FIRST_MONEY + Math.max(scale, 2) - 2

const DAY_ID = 164
const TIME_ID = 165
const MONEY_ID = 166
const GROUPED_ID = 3

const format = (attributes: string): string => `<xf fontId="0" fillId="0" borderId="0" xfId="0" ${attributes}/>`
const number = (id: number): string => format(`numFmtId="${id}" applyNumberFormat="1"`)

export const stylesXml = [
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="${DECIMALS.length + 2}"><numFmt numFmtId="${DAY_ID}" formatCode="yyyy\\-mm\\-dd"/>`,
  `<numFmt numFmtId="${TIME_ID}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/>`,
  ...DECIMALS.map(
    (decimals, i) => `<numFmt numFmtId="${MONEY_ID + i}" formatCode="&quot;¥&quot;#,##0.${"0".repeat(decimals)}"/>`,
  ),
  "</numFmts>",
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${FIRST_MONEY + DECIMALS.length}">`,
  format('numFmtId="0"'),
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  number(DAY_ID),
  format('numFmtId="0" quotePrefix="1"'),
  number(GROUPED_ID),
  number(TIME_ID),
  ...DECIMALS.map((_, i) => number(MONEY_ID + i)),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join("")
