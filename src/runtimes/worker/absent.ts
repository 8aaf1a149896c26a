/** Bundled in the place of what `pg` could load but never needs here: its native driver, and the file of passwords. */
export {}
