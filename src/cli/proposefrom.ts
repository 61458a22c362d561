import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, DocumentRecord, Mention } from '../core/record.ts';
import { askModel, type Endpoint } from '../intake/chat.ts';
import {
  type AskedArticle,
  agreement,
  itemsOf,
  NotFound,
  PROMPT,
  PROMPT_HASH,
  proposalOf,
  type Reader,
  stretchesOf,
} from '../ledger/asking.ts';
import { takeProposals } from '../ledger/propose.ts';
import { LISTED, type Store } from '../store/store.ts';
import { plural, print, say } from './output.ts';

export interface AskFlags extends Endpoint {
  readonly document?: readonly string[];
  readonly limit?: number;
}

/** Why records of a model were refused, and how many for each cause. */
type Causes = Record<string, number>;

/** Asks a model about articles, takes what can be found in them, and compares it with the reader's own records. */
export async function proposeFrom(ledger: Store, flags: AskFlags, json: boolean): Promise<void> {
  const reader: Reader = { rule: `model ${flags.model}`, version: `prompt ${PROMPT_HASH}` };
  const engine = `${new URL(flags.url).host} ${flags.model} ${reader.version}`;
  const [taken, causes]: [Contract<AnyExtracted>[], Causes] = [[], {}];
  const documents = chosen(ledger, flags);
  for (const [index, document] of documents.entries()) {
    say(`Asking ${flags.model} about article ${index + 1} of ${documents.length} …`);
    taken.push(...(await askAbout(ledger, document, { flags, reader, engine, causes })));
  }
  const own = documents.flatMap(({ id }) => ledger.recordsOf(id, LISTED));
  const table = agreement(LISTED, own, taken);
  if (json)
    return print(
      JSON.stringify({ engine, articles: documents.length, accepted: taken.length, refused: causes, agreement: table }),
    );
  print('kind          reader   model    both    same');
  for (const { kind, ...counts } of table)
    print(
      `${kind.padEnd(12)}${Object.values(counts)
        .map((n) => String(n).padStart(8))
        .join('')}`,
    );
  const refused = Object.entries(causes).map(([cause, n]) => `${n} ${cause}`);
  say(
    `${plural(taken.length, 'record')} taken, unreviewed; refused: ${refused.join(', ') || 'none'}. List them: dragoman proposals`,
  );
}

function chosen(ledger: Store, { document, limit }: AskFlags): readonly Contract<DocumentRecord>[] {
  if (!document) return ledger.documents({ limit: limit ?? -1 });
  return document.map((id) => {
    const known = ledger.document(id);
    if (known) return known;
    throw new LedgerError(
      'not-found',
      'There is no such article in this ledger',
      id,
      'Ids stand in: dragoman export jsonl',
    );
  });
}

interface Asking {
  readonly flags: AskFlags;
  readonly reader: Reader;
  readonly engine: string;
  readonly causes: Causes;
}

/** What was taken of one article, as records. */
async function askAbout(
  ledger: Store,
  document: Contract<DocumentRecord>,
  asking: Asking,
): Promise<readonly Contract<AnyExtracted>[]> {
  const { flags, reader, engine, causes } = asking;
  const text = ledger.text(document.id) ?? '';
  const article: AskedArticle = {
    document,
    text,
    mentions: ledger.recordsOf(document.id, ['mention']) as readonly Contract<Mention>[],
  };
  const count = (cause: string) => {
    causes[cause] = (causes[cause] ?? 0) + 1;
  };
  const lines: string[] = [];
  for (const stretch of stretchesOf(document, text)) {
    const items = itemsOf(await askModel(flags, PROMPT, stretch));
    if (!items) count('not-json');
    for (const item of items ?? []) {
      const line = lineOf(item, article, reader);
      if ('refused' in line) count(line.refused);
      else lines.push(line.json);
    }
  }
  const { accepted, refused } = takeProposals(ledger, engine, lines, new Date().toISOString());
  for (const { cause } of refused) count(cause);
  return accepted.map(({ record }) => record as unknown as Contract<AnyExtracted>);
}

/** A model's item as a line of proposals, or why it is none. */
function lineOf(
  item: unknown,
  article: AskedArticle,
  reader: Reader,
): { readonly json: string } | { readonly refused: string } {
  try {
    const proposal = proposalOf(item, article, reader);
    return proposal ? { json: JSON.stringify(proposal) } : { refused: 'not-a-record' };
  } catch (error) {
    if (error instanceof NotFound) return { refused: error.reason };
    throw error;
  }
}
