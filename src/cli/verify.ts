import type { Command } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { offsetMap } from '../core/span.ts';
import { stepsText } from '../ledger/align.ts';
import { openQuotations } from '../ledger/draft.ts';
import { paragraphOf } from '../ledger/place.ts';
import { type Finding, verifyDraft } from '../ledger/verify.ts';
import type { Store } from '../store/store.ts';
import { decode } from '../text/encoding.ts';
import { givenBytes } from './input.ts';
import { commonOf, withLedger } from './options.ts';
import { plural, print, printAll, say, style } from './output.ts';

const EXAMPLES = `
Straight and curly marks count as the same; an ellipsis (… or [...]) leaves words out, [brackets] replace some.
Exit status 1 where a quotation differs, is absent or never ends.

Examples:
  $ dragoman verify draft.md
  $ dragoman verify - < draft.md --json
`;

export function registerVerify(program: Command): void {
  program
    .command('verify')
    .summary('check every quotation of a draft: exact, differs, absent')
    .description('Check every quotation of a draft against the stored texts.')
    .argument('<draft>', 'a Markdown or text file, or "-"')
    .addHelpText('after', EXAMPLES)
    .action((path: string, _flags: unknown, command: Command) =>
      withLedger(command, async (ledger) => {
        const draft = readDraft(path);
        const findings = verifyDraft(draft, ledger);
        const open = openQuotations(draft);
        if (commonOf(command).json) await printAll(findings.map((finding) => JSON.stringify(located(ledger, finding))));
        else for (const finding of findings) tell(ledger, path, finding);
        summarize(findings);
        if (ledger.totals().documents === 0) say('The ledger is empty. Next: dragoman read FOLDER');
        for (const line of open) say(`${path}:${line}: a quotation begins here that never ends; it was not checked.`);
        if (open.length > 0 || findings.some(({ verdict }) => verdict !== 'exact')) process.exitCode = 1;
      }),
    );
}

function readDraft(path: string): string {
  const decoded = decode(givenBytes(path, 'draft'));
  if (decoded) return decoded.text;
  throw new LedgerError('unreadable', 'The draft is no text', path, 'Save it as text or Markdown.');
}

/** A finding whose place is in code points, as everything that leaves the program. */
function located(ledger: Store, finding: Finding): object {
  if (finding.verdict === 'absent') return finding;
  const text = ledger.text(finding.document) ?? '';
  const { toCodePoint } = offsetMap(text);
  const { from, to } = finding.place;
  return { ...finding, place: { from: toCodePoint(from), to: toCodePoint(to), quote: text.slice(from, to) } };
}

const SHADE = { exact: 'green', differs: 'yellow', absent: 'red' } as const;

function tell(ledger: Store, path: string, finding: Finding): void {
  print(`${path}:${finding.line}  ${style(SHADE[finding.verdict], finding.verdict.padEnd(7))}  “${finding.text}”`);
  if (finding.verdict === 'absent') return;
  if (finding.verdict === 'differs') print(`    ${stepsText(finding.steps)}`);
  const document = ledger.document(finding.document);
  if (!document) return;
  const at = offsetMap(ledger.text(document.id) ?? '').toCodePoint(finding.place.from);
  const paragraph = paragraphOf(document.body, { from: at, to: at });
  const parts = [document.title ?? document.location, document.publisher, paragraph && `¶${paragraph}`, document.id];
  print(`    ${parts.filter(Boolean).join(' · ')}${document.machineTranslated ? ' · machine-translated' : ''}`);
}

function summarize(findings: readonly Finding[]): void {
  const of = (verdict: Finding['verdict']) => findings.filter((finding) => finding.verdict === verdict).length;
  const counts = `${of('exact')} exact, ${of('differs')} differ, ${of('absent')} absent`;
  say(findings.length === 0 ? 'The draft quotes nothing.' : `${plural(findings.length, 'quotation')}: ${counts}.`);
  if (of('differs') > 0) say('[-only in the draft-] {+only in the article+}');
}
