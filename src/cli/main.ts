#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { COMPILED } from '../pipeline/compiled.ts';

enableCompileCache(COMPILED);
const { run } = await import('./run.ts');
await run();
