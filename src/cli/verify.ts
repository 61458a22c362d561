import type { Command } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { offsetMap } from '../core/span.ts';
import { docxText } from '../intake/formats/zip.ts';
import { stepsText } from '../ledger/align.ts';
import { readDraft } from '../ledger/draft.ts';
import { paragraphOf } from '../ledger/place.ts';
import { type DraftVerdict, type Finding, verifyDraft } from '../ledger/verify.ts';
import { textsOf } from '../store/sayings.ts';
import type { Store } from '../store/store.ts';
import { decode } from '../text/encoding.ts';
import { givenBytes } from './input.ts';
import { commonOf, withLedger } from './options.ts';
import { plural, print, printAll, say, style } from './output.ts';

const EXAMPLES = `
exact · paraphrase (exact, but the article's paraphrase) · speaker (exact, but said by another than the draft names) · joined (two
utterances or speakers) · turned (words left out or in brackets change the sense) · furniture (only outside the article's body) ·
differs · absent. Marks of the press count as the same; an ellipsis (… or [...]) leaves words out, [brackets] replace some.
Exit status 1 where a quotation is not exact or never ends.

Examples:
  $ dragoman verify draft.md
  $ dragoman verify - < draft.md --json
`;

export function registerVerify(program: Command): void {
  program
    .command('verify')
    .summary('check every quotation of a draft: its words, and whose they are')
    .description('Check every quotation of a draft against the stored texts.')
    .argument('<draft>', 'a Markdown, HTML, DOCX or text file, or "-"')
    .addHelpText('after', EXAMPLES)
    .action((path: string, _flags: unknown, command: Command) =>
      withLedger(command, async (ledger) => {
        const draft = await textOf(path);
        const findings = verifyDraft(draft, textsOf(ledger));
        const { open } = readDraft(draft);
        if (commonOf(command).json) await printAll(findings.map((finding) => JSON.stringify(located(ledger, finding))));
        else for (const finding of findings) tell(ledger, path, finding);
        summarize(findings);
        if (ledger.totals().documents === 0) say('The ledger is empty. Next: dragoman read FOLDER');
        for (const line of open) say(`${path}:${line}: a quotation begins here that never ends; it was not checked.`);
        if (open.length > 0 || findings.some(({ verdict }) => verdict !== 'exact')) process.exitCode = 1;
      }),
    );
}

/** The text of a draft, a word processor's document included. */
async function textOf(path: string): Promise<string> {
  const bytes = givenBytes(path, 'draft');
  const document = await docxText(bytes);
  if (document !== null) return document;
  const decoded = decode(bytes);
  if (decoded) return decoded.text;
  throw new LedgerError('unreadable', 'The draft is no text', path, 'Save it as text, Markdown, HTML or DOCX.');
}

/** A finding whose place is in code points, as everything that leaves the program. */
function located(ledger: Store, finding: Finding): object {
  if (finding.document === null || finding.place === null) return finding;
  const text = ledger.text(finding.document) ?? '';
  const { toCodePoint } = offsetMap(text);
  const { from, to } = finding.place;
  return { ...finding, place: { from: toCodePoint(from), to: toCodePoint(to), quote: text.slice(from, to) } };
}

const SHADE: Readonly<Record<DraftVerdict, 'green' | 'yellow' | 'red'>> = {
  ...{ exact: 'green', paraphrase: 'yellow', speaker: 'red', joined: 'red', turned: 'red' },
  ...{ furniture: 'red', differs: 'yellow', absent: 'red' },
};

/** What is wrong with the quotation, in words; null where nothing is. */
function faultOf({ verdict, saidBy, draftNames, turning, steps }: Finding): string | null {
  switch (verdict) {
    case 'paraphrase':
      return "the article's paraphrase, not the words of the one quoted";
    case 'speaker':
      return `said by ${saidBy}; the draft names ${draftNames}`;
    case 'joined':
      return 'joins two utterances or two speakers';
    case 'turned':
      return `words left out or put in turn the sense: ${turning.join(', ')}`;
    case 'furniture':
      return 'only in furniture or comments of the page';
    case 'differs':
      return stepsText(steps);
    default:
      return null;
  }
}

function tell(ledger: Store, path: string, finding: Finding): void {
  const { verdict, line, text } = finding;
  print(`${path}:${line}  ${style(SHADE[verdict], verdict.padEnd(10))}  “${text}”`);
  const fault = faultOf(finding);
  if (fault) print(`    ${fault}`);
  if (finding.replaced.length > 0) print(`    in brackets: ${finding.replaced.join(', ')}`);
  const document = finding.document === null ? null : ledger.document(finding.document);
  if (!document || !finding.place) return;
  const at = offsetMap(ledger.text(document.id) ?? '').toCodePoint(finding.place.from);
  const paragraph = paragraphOf(document.body, { from: at, to: at });
  const parts = [document.title ?? document.location, document.publisher, paragraph && `¶${paragraph}`, document.id];
  print(`    ${parts.filter(Boolean).join(' · ')}${document.machineTranslated ? ' · machine-translated' : ''}`);
}

const COUNTED: readonly (readonly [DraftVerdict, string])[] = [
  ['exact', 'exact'],
  ['paraphrase', 'paraphrased'],
  ['speaker', 'of another speaker'],
  ['joined', 'joined'],
  ['turned', 'turned'],
  ['furniture', 'in furniture'],
  ['differs', 'differ'],
  ['absent', 'absent'],
];

function summarize(findings: readonly Finding[]): void {
  const of = (verdict: DraftVerdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const counts = COUNTED.filter(([verdict]) => of(verdict) > 0).map(([verdict, word]) => `${of(verdict)} ${word}`);
  say(
    findings.length === 0
      ? 'The draft quotes nothing.'
      : `${plural(findings.length, 'quotation')}: ${counts.join(', ')}.`,
  );
  if (of('differs') > 0) say('[-only in the draft-] {+only in the article+}');
}
