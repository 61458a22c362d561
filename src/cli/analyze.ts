import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import type { Analysis } from '../core/analysis.ts';
import { LedgerError } from '../core/errors.ts';
import type { Article, Reading } from '../core/reading.ts';
import { toContract } from '../ledger/assemble.ts';
import { givenBytes } from './input.ts';
import { commonOf } from './options.ts';
import { print, write } from './output.ts';

const EXAMPLES = `
Names stand in MISC as NER=B-Person …, offsets as start_char and end_char, in code points of the text.

Examples:
  $ dragoman analyze article.txt | head -20
  $ dragoman analyze article.txt --json > heads.json
`;

export function registerAnalyze(program: Command): void {
  program
    .command('analyze')
    .summary("the reader's own view of a text: CoNLL-U")
    .description(
      "Print the reader model's own view of a text as CoNLL-U; with --json all its heads, each with its span.",
    )
    .argument('<file>', 'a text or HTML file, or "-"')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, _flags: unknown, command: Command) => {
      const { json, lexicon = [] } = commonOf(command);
      const { article, analysis } = await analyze(path, lexicon);
      if (json) return print(JSON.stringify(toContract(article, analysis)));
      const { conllu } = await import('../model/conllu.ts');
      write(conllu(article.text, analysis));
    });
}

async function analyze(path: string, lexicon: readonly string[]): Promise<{ article: Article; analysis: Analysis }> {
  const bytes = givenBytes(path, 'file');
  const { openReader } = await import('../defaults.ts');
  const reader = await openReader({ lexicon, only: ['analysis'] });
  try {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const retrieved = new Date().toISOString();
    const source = { location: path, bytes, sha256, retrieved, contentType: null, finalUrl: null, known: {} };
    const article = await reader.toArticle(source);
    const { analysis }: Reading = await reader.readArticle(article);
    if (!analysis)
      throw new LedgerError(
        'unreadable',
        'The text is not English',
        path,
        'Only English texts are read; others are kept.',
      );
    return { article, analysis };
  } finally {
    await reader.close();
  }
}
