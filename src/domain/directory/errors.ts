import { Schema } from "effect"

/** Nobody has this id, or the caller may not know of the person. */
export class PersonNotFound extends Schema.TaggedError<PersonNotFound>()("PersonNotFound", {}) {}

/** The address belongs to somebody who works here, or whose children are at schools that are not the caller's. */
export class AddressTaken extends Schema.TaggedError<AddressTaken>()("AddressTaken", {}) {}

/** The address is the person's present one: they need another before it can be let go. */
export class AddressInUse extends Schema.TaggedError<AddressInUse>()("AddressInUse", {}) {}

/** Somebody who may do everything must be left. */
export class LastAdmin extends Schema.TaggedError<LastAdmin>()("LastAdmin", {}) {}
