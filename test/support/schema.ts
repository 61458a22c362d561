import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The committed schema of the record contract, by the file that other programs read. */
export const SCHEMA_FILE = 'docs/reference/records.schema.json';

/** What the committed schema finds wrong with exported lines, each with the beginning of its line. */
export function faultsOf(lines: Iterable<string>): readonly string[] {
  const ajv = new Ajv2020({ strict: false, discriminator: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object);
  return [...lines].flatMap((line) =>
    validate(JSON.parse(line)) ? [] : [`${line.slice(0, 60)}: ${ajv.errorsText(validate.errors)}`],
  );
}
