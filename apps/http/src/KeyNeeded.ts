/** Not started: whoever can reach this host could read and write the books. */
export class KeyNeeded extends Error {
  override readonly name = "KeyNeeded"
  readonly host: string

  constructor(host: string) {
    super(`${host} can be reached from other machines, and no key is configured`)
    this.host = host
  }
}
