import { Schema } from "effect"

/** Nobody of this id, or somebody whom the caller may not know of. */
export class PersonNotFound extends Schema.TaggedError<PersonNotFound>()("PersonNotFound", {}) {}

/** The address is that of somebody who works here, or whose children are at schools that are not the caller's. */
export class AddressTaken extends Schema.TaggedError<AddressTaken>()("AddressTaken", {}) {}

/** The address is the one that the person has now: they need another one before it can be let go. */
export class AddressInUse extends Schema.TaggedError<AddressInUse>()("AddressInUse", {}) {}

/** Somebody must be left who may do everything. */
export class LastAdmin extends Schema.TaggedError<LastAdmin>()("LastAdmin", {}) {}
