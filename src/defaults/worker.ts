import { openReader } from '../defaults.ts';
import { serveReading } from '../pipeline/worker.ts';

serveReading((lexicon) => openReader({ lexicon }));
