/** A file of this program is not where it belongs, or is damaged: no input is to blame, and installing again is the cure. */
export class BrokenInstall extends Error {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`${file} of this program is missing or damaged: install it again`, { cause })
    this.file = file
  }
}
