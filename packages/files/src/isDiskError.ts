/** Whether it is the disk that failed, and not this program. */
export const isDiskError = (error: unknown): boolean => error instanceof Error && "syscall" in error
