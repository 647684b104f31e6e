import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');
  // Each instruction with its arguments on one line.
  const lines = dockerfile.replace(/\\\n\s*/g, '').split('\n');
  const all = (instruction: string) =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));

  test('has no fault that its linter knows', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  test('stands on Alpine, with the SQLite that is built for its libc', () => {
    expect(all('FROM').map((image) => image.split(' ')[0])).toEqual(['node:22-alpine', 'node:22-alpine']);
    expect(all('RUN').join(' ')).toContain('rm -rf node_modules/@libsql/*-gnu');
    const { packages } = JSON.parse(read('package-lock.json'));
    expect(packages['node_modules/libsql'].optionalDependencies).toMatchObject({
      '@libsql/linux-x64-musl': expect.any(String),
      '@libsql/linux-arm64-musl': expect.any(String),
    });
  });

  test('does not run as root, and is stopped by a signal to the server itself', () => {
    expect(all('USER')).toEqual(['node']);
    expect(all('ENTRYPOINT').map((command) => JSON.parse(command))).toEqual([['node', 'dist/main.js']]);
    expect(all('CMD').map((command) => JSON.parse(command))).toEqual([['serve']]);
  });

  test('listens beyond its container and tells whether it lives', () => {
    expect(all('ENV').join(' ')).toContain('HOST=0.0.0.0');
    expect(all('HEALTHCHECK').join(' ')).toContain('/live');
  });

  test('copies nothing that .dockerignore keeps out', () => {
    const letIn = read('.dockerignore').split('\n');
    const copied = all('COPY').flatMap((args) => (args.startsWith('--from') ? [] : args.split(' ').slice(0, -1)));
    expect(copied.filter((path) => !letIn.includes(`!${path}`))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const text = read('docker-compose.yml');
  const { services, volumes } = parse(text);

  test('runs the Neo4j of long-term support, and keeps its data', () => {
    expect(services.neo4j.image).toBe('neo4j:5.26-community');
    expect(services.neo4j.volumes).toEqual(['graph:/data']);
    expect(Object.keys(volumes)).toEqual(['graph']);
  });

  test('has no password of its own, and does not start without one', () => {
    expect(services.neo4j.environment.NEO4J_AUTH).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?.+\}$/);
    expect(services.dragoman.environment.NEO4J_PASSWORD).toMatch(/^\$\{NEO4J_PASSWORD\}$/);
  });

  test('starts the server when Neo4j is healthy', () => {
    expect(services.neo4j.healthcheck.test[0]).toBe('CMD-SHELL');
    expect(services.dragoman.depends_on.neo4j.condition).toBe('service_healthy');
    expect(services.dragoman.environment.NEO4J_URI).toBe('bolt://neo4j:7687');
  });

  test('passes on every variable that README lists, but those that the image or Neo4j beside it decides', () => {
    const { environment } = services.dragoman;
    const [, table = ''] = read('README.md').split('## Configuration');
    const listed = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| (`[A-Z0-9_]+`(?:, `[A-Z0-9_]+`)*) \|/gm)];
    const names = listed.flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));
    const decided = ['HOST', 'PORT', 'DRAGOMAN_DATA', 'NEO4J_URI', 'NEO4J_USERNAME', 'NEO4J_PASSWORD'];
    const passed = names.filter((name) => !decided.includes(name));
    expect(passed).toContain('DRAGOMAN_TOKEN');
    for (const name of passed) expect(environment[name], name).toBe(`\${${name}:-}`);
  });

  test('is healthy while it can answer, since proxies route by it', () => {
    expect(services.dragoman.healthcheck.test.join(' ')).toContain('/ready');
  });

  test('is reached from this machine alone', () => {
    expect(services.dragoman.ports).toEqual(['127.0.0.1:4000:4000']);
    expect(services.neo4j.ports).toBeUndefined();
  });
});
