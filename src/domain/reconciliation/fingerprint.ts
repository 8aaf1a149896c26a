import { Hash } from "effect"

/** Ids fall into this many heaps by their hash. It is a prime, so that all bits of the hash count. */
const heaps = 1021

/**
 * Compares two sets of any size in constant memory: per heap, the sum of the hashes of one set minus those of the other. An id that is in
 * only one set leaves its heap unequal, so only the ids of unequal heaps need to be asked for one by one.
 */
export type Fingerprint = ReadonlyArray<number>

export const noFingerprint: Fingerprint = []

const hashOf = (id: string): number => Hash.string(id) >>> 0

/** Returns the fingerprint with these ids added (1) or removed (-1). */
export const withIds = (fingerprint: Fingerprint, ids: Iterable<string>, sign: 1 | -1): Fingerprint => {
  const sums = Array.from({ length: heaps }, (_, heap) => fingerprint[heap] ?? 0)
  for (const id of ids) {
    const hash = hashOf(id)
    sums[hash % heaps] = (sums[hash % heaps] ?? 0) + sign * (hash + 1)
  }
  return sums
}

/** Whether this id is in a heap in which the two sets differ. */
export const isSuspicious = (fingerprint: Fingerprint, id: string): boolean => fingerprint[hashOf(id) % heaps] !== 0

/** Whether the sets are the same. */
export const isEven = (fingerprint: Fingerprint): boolean => fingerprint.every((sum) => sum === 0)
