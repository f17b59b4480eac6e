/**
 * What one record may take while it is read, in a file and over HTTP alike. A line has no limit of its own: an array of any
 * length may stand in one.
 */

/** A record, a string or a row of a table that is not shorter is rejected unread. */
export const RECORD_BYTES_MAX = 64 * 2 ** 20

/** Containers within containers. The provider's answers have six, with every wrapper that was seen a dozen. */
export const DEPTH_MAX = 512

/** Cells of a row that are kept apart, as many as a sheet has columns; of those behind them it is known whether one is filled. */
export const CELLS_MAX = 1 << 14
