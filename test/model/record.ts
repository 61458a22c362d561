/** Makes the recorded analyses again with the model in place: `node test/model/record.ts`. */
import { rmSync } from 'node:fs';
import { createReader } from '../../src/model/onnx.ts';
import { recordingAnalyzer } from '../../src/model/recorded.ts';
import { blocks } from '../../src/text/article.ts';
import { RECORDED, TEXTS } from './texts.ts';

rmSync(RECORDED, { force: true });
const recorder = recordingAnalyzer(await createReader(), RECORDED);
for (const text of TEXTS) await recorder.analyze(text, blocks(text));
await recorder.close();
