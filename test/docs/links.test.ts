/** Links between the pages of the repository lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The pages of a folder; of the repository's own, those that are in no other. */
const pagesIn = (folder: string, recursive = true) =>
  readdirSync(join(ROOT, folder), { recursive })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith('.md'));
const PAGES = [...pagesIn('.', false), ...['docs', 'seeds', 'models'].flatMap((folder) => pagesIn(folder))];

/** The anchors of a page's headings, as GitHub and npm make them. */
function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8').match(/^#+ .*$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

function brokenLinks(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(
    ([link, path = '', anchor]) => {
      const file = path === '' ? page : join(dirname(page), path);
      const isThere = existsSync(file) && (anchor === undefined || anchorsOf(file).has(anchor));
      return isThere ? [] : [link];
    },
  );
}

it('every link leads to a file, and to a heading in it', () => {
  const broken = PAGES.flatMap((page) => brokenLinks(join(ROOT, page)).map((link) => `${page}: ${link}`));
  expect(broken).toEqual([]);
});
