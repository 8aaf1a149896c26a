import { Hash } from "effect"

/** Ids fall into so many heaps by their hash: a prime, so that all of its bits tell. */
const heaps = 1021

/**
 * Two sets of any size, compared in constant memory: per heap the sum of the hashes of one set less those of the other. Whatever is in
 * one only leaves its heap unequal, and only the ids of unequal heaps need to be asked for one by one.
 */
export type Fingerprint = ReadonlyArray<number>

export const noFingerprint: Fingerprint = []

const hashOf = (id: string): number => Hash.string(id) >>> 0

/** With these ids added (1) or taken off (-1). */
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
