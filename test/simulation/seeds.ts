import { parentPort, workerData } from "node:worker_threads"
import { play, simulation } from "./run.ts"

const { from, step, to } = workerData as { readonly from: number; readonly to: number; readonly step: number }

for (let seed = from; seed < to; seed += step) parentPort?.postMessage(play(simulation, seed))
