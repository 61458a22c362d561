import type { Analysis } from '../core/analysis.ts';
import type { Scene } from './scene.ts';

/** Pronouns and plain descriptions ("the expert") found again among the people of the document. */
export function settleCoreference(_scene: Scene, _analysis: Analysis): void {}
