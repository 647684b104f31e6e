import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compile, compiledPath, MODELS } from './model/shipped.ts';

for (const name of readdirSync(MODELS)) {
  mkdirSync(dirname(compiledPath(name)), { recursive: true });
  writeFileSync(compiledPath(name), await compile(name));
}
