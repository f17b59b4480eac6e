import type * as Effect from "effect/Effect"

/** Runs an effect that cannot fail, with the logger of the program. */
export type Run = <A>(effect: Effect.Effect<A>) => Promise<A>
