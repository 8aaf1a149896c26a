import { type FunctionOptions, type Sandbox, startSandbox } from "./sandbox.ts"

/** A function: it has as many sandboxes as simultaneous events need, up to its concurrency, and uses a free one again. */
export const makeFunction = ({ concurrency, ...options }: FunctionOptions & { readonly concurrency: number }) => {
  const running = new Set<Sandbox>()
  const free: Array<Sandbox> = []
  const waiting: Array<() => void> = []
  let taken = 0

  const take = async (): Promise<Sandbox> => {
    const idle = free.pop()
    if (idle !== undefined) return idle
    if (taken < concurrency) {
      taken++
      const sandbox = await startSandbox(options)
      running.add(sandbox)
      return sandbox
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
    return take()
  }

  const giveBack = async (sandbox: Sandbox) => {
    try {
      await sandbox.isReady()
      free.push(sandbox)
    } catch {
      taken--
    }
    waiting.shift()?.()
  }

  return {
    invoke: async (event: unknown): Promise<unknown> => {
      const sandbox = await take()
      try {
        return await sandbox.invoke(event)
      } finally {
        // Awaited, so that successive events meet the same sandbox.
        await giveBack(sandbox)
      }
    },
    stop: async () => {
      await Promise.all([...running].map((sandbox) => sandbox.stop()))
    }
  }
}
