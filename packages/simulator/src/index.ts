/** The provider on loopback. */
export const x = 1
