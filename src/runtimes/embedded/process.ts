import { readFileSync } from "node:fs"

/**
 * Returns when a process started, in the kernel's clock ticks since boot. Returns undefined where the platform does not tell, and for a
 * process that ended but was not reaped yet, as happens to killed ones in a container without an init.
 */
export const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return fields[0] === "Z" ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** Returns whether this very process is still running: a later one with the same pid has another start. */
export const isRunning = (pid: number, start: string | undefined): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false
  }
  return start === undefined || startOf(pid) === start
}

/** Returns whether a process runs this program on this file, as far as the platform tells. */
export const runs = (pid: number, ...words: ReadonlyArray<string>): boolean => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")
    return words.every((word) => command.includes(word))
  } catch {
    return false
  }
}
