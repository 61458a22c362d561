import { recordId } from '../core/entry.ts';
import type { Stage } from '../core/reading.ts';
import type { Mention } from '../core/record.ts';
import { bySpan } from '../core/span.ts';
import type { Actors } from '../lexicon/actors.ts';
import { type Judge, settleAnaphors } from '../resolve/anaphora.ts';
import { judgeBy, readAntecedents } from '../resolve/antecedentmodel.ts';
import { settleAppositions } from '../resolve/appositions.ts';
import { settleCounterparts } from '../resolve/counterparts.ts';
import { collectEntities } from '../resolve/entities.ts';
import { settleNames } from '../resolve/namesakes.ts';
import { settlePersons } from '../resolve/persons.ts';
import { dropBareTitles, settleHolders } from '../resolve/roles.ts';
import { type Scene, type Sighting, scene } from '../resolve/scene.ts';
import { settleSurnames } from '../resolve/surnames.ts';
import { settleThings } from '../resolve/things.ts';
import type { Draft } from './mentions-draft.ts';
import { labels } from './mentions-labels.ts';
import { type Line, lines, spanOf } from './mentions-lines.ts';
import { givenNames, lexiconNames, modelNames } from './mentions-names.ts';
import { bodies, roles } from './mentions-roles.ts';

const VERSION = '1';

/**
 * Finds who and what is named, described or meant by a pronoun, and links each mention to its entity. A name comes from
 * the lexicon or the reader model; a role description means the office-holder at the article's date; whoever the text
 * introduces becomes a local entity. What stays open has `entity` null and an issue.
 */
export function mentions(
  actors: Actors,
  judge: Judge = judgeBy(readAntecedents()),
): Stage<'analysis', 'mentions' | 'entities'> {
  return {
    name: 'mentions',
    needs: ['analysis'],
    gives: ['mentions', 'entities'],
    run: (reading) => {
      const { article, analysis } = reading;
      const list = lines(article.text, analysis, actors);
      const found = scene(
        actors,
        article,
        list,
        list.flatMap((line) => drafts(actors, article, line)),
      );
      settleNames(found);
      settlePersons(found);
      settleHolders(found);
      const again = settleSurnames(found);
      const appositions = settleAppositions(found);
      dropBareTitles(found);
      const things = settleThings(found);
      const meant = settleAnaphors(
        found,
        analysis,
        reading.quotations ?? [],
        things,
        [...again, ...appositions],
        judge,
      );
      settleCounterparts(found, meant);
      const all = [...found.sightings, ...appositions, ...again, ...meant];
      return { ...reading, mentions: records(found, all), entities: collectEntities(found, all, things) };
    },
  };
}

function drafts(actors: Actors, article: Parameters<typeof lexiconNames>[1], line: Line): readonly Draft[] {
  const known = lexiconNames(actors, article, line);
  const organs = bodies(actors, line, known);
  const taken = [...known, ...organs, ...labels(actors, line, known)];
  const named = [...taken, ...modelNames(actors, line, taken)];
  const all = [...named, ...givenNames(actors, line, named)];
  return [...all, ...roles(actors, line, all)];
}

function records(found: Scene, sightings: readonly Sighting[]): readonly Mention[] {
  const seen = new Set<string>();
  return sightings
    .filter((s) => !s.isDropped)
    .map((s) => record(found, s))
    .filter((m) => !seen.has(m.id) && seen.add(m.id))
    .sort((a, b) => bySpan(a.span, b.span));
}

function record({ article, lines: list }: Scene, s: Sighting): Mention {
  const span = spanOf(list[s.draft.line]!, s.from, s.to);
  return {
    kind: 'mention',
    id: recordId(article, 'mention', [span]),
    document: article.record.id,
    issues: s.issues,
    confidence: s.draft.confidence,
    reader: { rule: s.draft.rule, version: VERSION },
    span,
    entity: s.entity,
    form: s.draft.form,
  };
}
