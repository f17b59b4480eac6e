/** Where a form may lead back to: a path of the console and nowhere else. */
import { paths } from "./paths.ts"

export const pathWithin = (to: string | undefined): string =>
  to !== undefined && /^\/console(?:[/?][\w\-./?=&%~+]*)?$/.test(to) ? to : paths.home
