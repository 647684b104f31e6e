import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../src/graph/port.ts';
import { explain, NothingThere } from '../../src/terminal.ts';
import { problemLines } from '../../src/yaml/problem.ts';
import { openTemporary } from '../support/engines.ts';
import { dump, emptied, type Files, load, refusal, row } from './folders.ts';
import { changed, VOTES } from './table-files.ts';

describe('what is wrong with a table is told with its file and line, and nothing is written', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await openTemporary();
    return () => graph.close();
  });

  test.each<[string, Files, string]>([
    [
      'a value that the map does not have',
      changed('votes.csv', '2,NA,no', '2,NA,maybe'),
      'votes.csv:4: vote is "maybe"; expected one of yes, no.',
    ],
    [
      'a key that no row has',
      changed('votes.csv', '2,NA,no', '7,NA,no'),
      'votes.csv:4: call is "7"; expected call of a row of calls.csv.',
    ],
    [
      'an unknown state',
      changed('votes.csv', '2,NA,no', '2,XX,no'),
      'votes.csv:4: from names "Country:XX", and no entity with this id is in the dossier or in the graph.',
    ],
    [
      'an id of another form',
      changed('votes.csv', '2,NA,no', '2,N A,no'),
      'votes.csv:4: from is "Country:N A"; expected a type, a colon and letters, digits and the signs - _ . ~, such as Country:TR.',
    ],
    ['a day that is none', changed('calls.csv', '1946-01-02', '1946-02-30'), 'calls.csv:2: date: '],
    [
      'a state twice',
      changed('states.csv', 'TR,', 'NA,Once more\nTR,'),
      'states.csv:4: the entity Country:NA is stated twice, and the two differ in names.en ("Namibia" and "Once more"): first in states.csv:2; expected them to agree.',
    ],
    [
      'a key twice',
      changed('calls.csv', '2,1947', '1,1947'),
      'calls.csv:3: call is "1" again; expected each key once.',
    ],
    [
      'a cell too many',
      changed('votes.csv', '2,NA,no', '2,NA,no,x'),
      'votes.csv:4: the row has 4 cells; expected 3, as the first line has.',
    ],
    [
      'an open quote',
      changed('votes.csv', '2,NA,no', '2,"NA,no'),
      'votes.csv:4: a quote is opened in this row and never closed.',
    ],
    [
      'a code that is none',
      changed('votes.yaml', 'code: "{code}"', 'code: "{name}"'),
      'states.csv:2: code is "Namibia"; expected a text of the form',
    ],
    [
      'a name that is missing',
      changed('states.csv', 'TR,Turkey', 'TR,'),
      'states.csv:4: names is missing, since {name} is empty in line 4; expected a name by language, such as { en: Türkiye }.',
    ],
    ['no UTF-8', { ...VOTES, 'states.csv': Buffer.from('code,name\nTR,T\xfcrkei\n', 'latin1') }, 'states.csv:'],
    [
      'an empty table',
      { ...VOTES, 'votes.csv': '' },
      'votes.csv:0: the table is empty; expected the names of its columns in the first line.',
    ],
    [
      'no table',
      changed('votes.yaml', 'file: votes.csv', 'file: none.csv'),
      'votes.yaml:31: file is "none.csv", and there is no such file.',
    ],
    [
      'a table elsewhere',
      changed('votes.yaml', 'file: votes.csv', 'file: ../../../etc/hostname'),
      'votes.yaml:31: file is "../../../etc/hostname", which is outside of the folder of the dossier.',
    ],
    [
      'an unknown column',
      changed('votes.yaml', '"{name}"', '"{nome}"'),
      'votes.yaml:13: states.csv has no column "nome"; expected one of code, name.',
    ],
    [
      'an unknown column of another table',
      changed('votes.yaml', '{call.day}', '{call.date}'),
      'votes.yaml:40: calls.csv has no column "date"; expected one of call, day, symbol, title, about.',
    ],
    [
      'each of what is no list',
      changed('votes.yaml', 'each: about', 'each: title'),
      'votes.yaml:30: each is "title", and that column is no list; expected one with split.',
    ],
    [
      'a row of a table without a key',
      changed('votes.yaml', '    key: call\n', ''),
      'votes.yaml:32: row-of is "calls.csv"; expected a table of this dossier that has a key.',
    ],
    [
      'an unknown key of the manifest',
      changed('votes.yaml', 'split:', 'cut:'),
      'votes.yaml:19: "cut" is no key of the column about; expected one of of, values, otherwise, split, row-of, days, slug.',
    ],
    [
      'a template that is wrong in every row',
      changed('votes.yaml', 'to: Event:vote-{call}', 'to: Event:vot-{call}'),
      'votes.csv:2: to names "Event:vot-1", and no entity with this id is in the dossier or in the graph. The same again in line 3, 4 ("Event:vot-2"), 5, 6 ("Event:vot-3"). What rows become is written in votes.yaml:36.',
    ],
    [
      'a property that every row lacks, whatever names those rows',
      changed('votes.yaml', '        eventKind: VOTE\n', ''),
      'calls.csv:2: eventKind is missing; expected one of ',
    ],
    [
      'a row that is not known to state what others name',
      changed('calls.csv', '2,1947,R/2,,', '2,1947,R/2,,,x'),
      'calls.csv:3: the row has 6 cells; expected 5, as the first line has.',
    ],
    [
      'a document that no file declares',
      changed('votes.yaml', '        evidence: all\n', '        evidence: davis/all\n'),
      'states.csv:2: SourceDocument:davis is not declared, in the dossier or in the graph, and evidence names its passage all; expected it under documents, with its title and passages. The same again in line 3, 4.',
    ],
    [
      'a column in braces without quotes',
      changed('votes.yaml', 'role: "{vote}"', 'role: {vote}'),
      'votes.yaml:39: {vote} is a map here; expected quotes around it: "{vote}".',
    ],
    [
      'an id with braces in a map of one line, without quotes',
      changed('votes.yaml', 'from: "Event:vote-{call}"', 'from: Event:vote-{call}'),
      'votes.yaml:30: this is not YAML as a dossier has it: unexpected flow-map-start at node end. A text with a brace, or with a colon and a space, in it wants quotes: { id: "Person:{name}" }.',
    ],
    [
      'a column named twice but for spaces',
      changed('states.csv', 'code,name', 'code, code '),
      'states.csv:1: two columns are named "code".',
    ],
    [
      'a state that many rows name, and that is not there',
      changed('states.csv', 'NA,Namibia\n', ''),
      'votes.csv:2: from names "Country:NA", and no entity with this id is in the dossier or in the graph. The same again in line 4.',
    ],
    [
      'a value that the map does not have, in many rows and words',
      changed('votes.yaml', '{ yes: VOTED_YES, no: VOTED_NO }', '{ aye: VOTED_YES }'),
      'votes.csv:2: vote is "yes"; expected aye. The same again in line 3 ("no"), 4, 5, 6.',
    ],
  ])('%s', async (_what, files, expected) => {
    const problems = await refusal(graph, files);
    expect(problems, problems.join('\n')).toHaveLength(1);
    expect(problems[0]?.slice(0, expected.length), problems[0]).toBe(expected);
    expect(await dump(graph)).toEqual([]);
  });

  test.each([
    ['spaces', ' code , name '],
    ['signs that are never seen', 'code\u200b,\u200f\u00a0name\ufeff'],
  ])('the names of columns are read without %s around them', async (_what, head) => {
    await load(graph, changed('states.csv', 'code,name', head));
    expect(await row(graph, 'Country:TR')).toMatchObject({ names: ['en Turkey'] });
    await emptied(graph);
  });

  test('a terminal is told of signs that it would obey, and not given them, also of a folder and of what nobody sees', () => {
    const folder = 'a\x1b]0;title\x07';
    expect(explain(new NothingThere(`${folder}: no "\u200bb".`))).toBe('a\\u{1b}]0;title\\u{7}: no "\\u{200b}b".');
    const problems = [{ file: 'a\x1bb.csv', line: 1, message: 'there is no column "\x1b]0;title\x07\u202e".' }];
    const lines = problemLines({ folder: 'folder', problems, message: 'No.' });
    expect(lines[0]).toBe(`${join('folder', 'a\\u{1b}b.csv')}:1: there is no column "\\u{1b}]0;title\\u{7}\\u{202e}".`);
  });

  test('a column that is wrong in every row is told once', async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => `1,NA,wrong ${row}`).join('\n');
    expect(await refusal(graph, { ...VOTES, 'votes.csv': `call,state,vote\n${rows}\n` })).toEqual([
      'votes.csv:2: vote is "wrong 0"; expected one of yes, no. The same again in line 3 ("wrong 1"), 4 ("wrong 2"), 5 ("wrong 3"), 6 ("wrong 4"), 7 ("wrong 5") and 4994 more.',
    ]);
  });
});
