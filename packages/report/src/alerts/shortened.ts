/** Enough of an id to find it in the books, and too little to ask the provider with it. */
export const shortened = (id: string): string => (id.length > 12 ? `${id.slice(0, 8)}…` : id)
