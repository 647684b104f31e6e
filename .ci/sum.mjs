/** Prints how many tests passed and failed, as the files in a folder count them. Exits with 1 when none ran. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '';
const total = { passed: 0, failed: 0 };
for (const name of readdirSync(folder)) {
  const counts = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  total.passed += counts.passed ?? counts.numPassedTests;
  total.failed += counts.failed ?? counts.numFailedTests;
}
process.exitCode = total.passed + total.failed === 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
