/** Whether it is the disk that failed, and not this program. */
export const isDiskError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error
