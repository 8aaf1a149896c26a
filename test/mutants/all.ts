/**
 * A mutant is a deliberate bug: texts in one file of `src` that are replaced while it is loaded. Each text must occur there exactly once.
 */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly edits: ReadonlyArray<readonly [text: string, instead: string]>
}

export const mutants: ReadonlyArray<Mutant> = [
  {
    name: "outcome marked before the effect",
    file: "src/domain/provisioning/provision.ts",
    edits: [
      [
        ": yield* Effect.result(putThrough(sets, mode))",
        `: Result.succeed(sets.map(({ extension: { enrollment_id } }) => ({ _tag: "Held", enrollment_id })))`
      ],
      ["return yield* allThenFail(projected,", "const marked = yield* allThenFail(projected,"],
      ["}), 16)\n})", "}), 16)\n  yield* Effect.ignore(putThrough(sets, mode))\n  return marked\n})"]
    ]
  },
  {
    name: "no unique key: a retry inserts once more",
    file: "src/adapters/memory/student-records.ts",
    edits: [
      [
        "world.records.set(set.student.student_unique_id,",
        "world.records.set(`${set.student.student_unique_id} ${world.sequence.change_version}`,"
      ]
    ]
  },
  {
    name: "identity drawn by each acceptance instead of stored",
    file: "src/domain/enrollment/transitions.ts",
    edits: [
      [
        "enrollment.identity ??\n    (step === 4 ? identityAt(enrollment, data as StepData[4], context.now) : undefined)",
        `step !== 4 ? enrollment.identity : {
        ...identityAt(enrollment, data, context.now),
        student_usi: Math.floor(Math.random() * 2 ** 50)
      }`
      ]
    ]
  },
  {
    name: "no version guard in front of the rows",
    file: "src/adapters/memory/student-records.ts",
    edits: [[
      `if (mode === "newer" ? version >= enrollment_version : version > enrollment_version) return`,
      ""
    ]]
  },
  {
    name: "a failed insert of the user swallowed",
    file: "src/adapters/memory/student-records.ts",
    edits: [
      [
        "user: putRow(set.user, held?.user)",
        "...(world.sequence.change_version % 7 === 3 ? {} : { user: putRow(set.user, held?.user) })"
      ]
    ]
  },
  {
    name: "a retry derives other ids",
    file: "src/domain/enrollment/projection.ts",
    edits: [
      [
        "const student_unique_id = studentUniqueIdOf(enrollment.enrollment_id)",
        `const derived = studentUniqueIdOf(enrollment.enrollment_id)
  const student_unique_id = enrollment.provisioning.claims > 0 ? derived.slice(0, -1) + "Z" : derived`
      ]
    ]
  },
  {
    name: "no expected version on the enrollment",
    file: "src/adapters/memory/enrollments.ts",
    edits: [[
      "accept: replaceWhere((current, before) => current.version === before.version)",
      "accept: replaceWhere(() => true)"
    ]]
  },
  {
    name: "acknowledged before the write",
    file: "src/domain/enrollment/change-enrollment.ts",
    edits: [[
      "yield* enrollments.accept(before, yield* withRoom(before, after))",
      "yield* Effect.forkDetach(enrollments.accept(before, yield* withRoom(before, after)))"
    ]]
  },
  {
    name: "a lease never expires",
    file: "src/domain/enrollment/provisioning.ts",
    edits: [[
      "lease_until !== undefined && lease_until > now && lease_until <= later(now, leaseMs)",
      "lease_until !== undefined"
    ]]
  },
  {
    name: "events taken off before they are written",
    file: "src/domain/provisioning/enrollment-work.ts",
    edits: [
      [
        "  const { failures: unmoved, moved } = yield* moveEvents(enrollments)\n",
        "  const moved = new Set(enrollments.flatMap(({ events }) => Object.keys(events)))\n"
      ],
      [
        "    ...[...unmoved, ...unclaimed].map(Effect.fail)\n",
        "    moveEvents(enrollments), ...unclaimed.map(Effect.fail)\n"
      ]
    ]
  },
  {
    name: "events taken off although they could not be written",
    file: "src/domain/history/move-events.ts",
    edits: [["for (const { event } of refused) moved.delete(event.id)\n", "\n"]]
  },
  {
    name: "a refusal clears the pending state",
    file: "src/domain/provisioning/outcome.ts",
    edits: [[
      "return refused(provisioning, outcome.problems, now)",
      `return { ...released(provisioning), state: "not_due" }`
    ]]
  },
  {
    name: "a draft overwrites its step",
    file: "src/adapters/memory/enrollments.ts",
    edits: [[
      '{ path: ["drafts", `${step}`], value: draft },',
      '{ path: ["drafts", `${step}`], value: draft },\n        { path: ["steps", `${step}`], value: undefined },'
    ]]
  },
  {
    name: "an older version's outcome settles a newer one",
    file: "src/domain/enrollment/provisioning.ts",
    edits: [["return (provisioning.wanted_version ?? 0) <= newest\n", "return true\n"]]
  },
  {
    name: "an edit leaves the refusal of its forerunner",
    file: "src/domain/enrollment/provisioning.ts",
    edits: [[
      `    state: "pending",
    wanted_version: version,`,
      `    state: provisioning.state === "needs_attention" ? "needs_attention" : "pending",
    wanted_version: version,`
    ]]
  },
  {
    name: "a step waits for PostgreSQL",
    file: "src/domain/enrollment/change-enrollment.ts",
    edits: [
      [
        'yield* (yield* WakeUp).wake({ kind: "enrollment", id: after.enrollment_id })',
        "yield* Effect.ignore(attemptAtOnce([after.enrollment_id]))"
      ],
      [
        `import { WakeUp } from "../outbox/wake-up.port.ts"`,
        `import { attemptAtOnce } from "../provisioning/attempt-at-once.ts"`
      ]
    ]
  },
  {
    name: "a begin answers what it did not store",
    file: "src/domain/enrollment/begin.ts",
    edits: [["const stored = yield* enrollments.create(fresh)", "const stored = fresh"]]
  },
  {
    name: "nobody is told of a child's other enrollment",
    file: "src/domain/enrollment/steps/child-claim.ts",
    edits: [["    same_child: enrollment_id,\n", ""]]
  },
  {
    name: "a child that could not be claimed is forgotten",
    file: "src/domain/enrollment/steps/child-claim.ts",
    edits: [["return { ...enrollment, child_claim_due_at: later(now, firstSweepAfterMs) }", "return enrollment"]]
  },
  {
    name: "an answer under a key is not kept",
    file: "src/domain/request/answer-once.ts",
    edits: [[
      "if (yield* replace(id, kept.holder, { ...kept, answer: closed })) return answer",
      "if (closed.length > 0) return yield* Effect.as(letGo, answer)"
    ]]
  },
  {
    name: "ids under a key are drawn by each try",
    file: "src/domain/request/creation.ts",
    edits: [["return keyed ?? {", "return {"]]
  }
]
