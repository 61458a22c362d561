import { join } from 'node:path';

/**
 * Folder where Node keeps the program as it compiled it, so that each start compiles only what has changed since (an entry
 * counts for exactly its source and its version of Node). Where it cannot be written, nothing is kept.
 */
export const COMPILED =
  process.env.NODE_COMPILE_CACHE ?? join(import.meta.dirname, '../../node_modules/.cache/dragoman');
