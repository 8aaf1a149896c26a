/** Returns a URL that `pg` can read: SQLAlchemy's names the Python driver in its scheme (`postgresql+asyncpg://`). */
export const connectionString = (url: string): string => url.replace(/^(postgres(?:ql)?)\+\w+:/, "$1:")
