/** How a page and a spreadsheet go through a list: the same cursors and pages as those of the API. */
export { attemptCursor, cursorIn, cursorText, runItemCursor, verificationCursor } from "../lists/cursors.ts"
export { pagesOf, rowsOf } from "../lists/pagesOf.ts"
