/** Small dossiers with tables, for tests. */
import type { Files } from './folders.ts';

/** Votes of states, as a manifest and three tables. */
export const VOTES: Files = {
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'votes.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: A document }
    passages: [{ locator: all, summary: { en: All } }]
entities:
  - { id: Topic:peace, names: { en: Peace }, evidence: all }
  - { id: Topic:trade, names: { en: Trade }, evidence: all }
tables:
  - file: states.csv
    entities:
      - id: Country:{code}
        names: { en: "{name}" }
        code: "{code}"
        evidence: all
  - file: calls.csv
    key: call
    columns:
      about: { split: ";", values: { p: peace, t: trade } }
    passages:
      - { locator: "call-{call}", summary: { en: "Call {call}" } }
    entities:
      - id: Event:vote-{call}
        names: { en: { first: ["{title}", "Vote on {symbol}", "Call {call}"] } }
        identifiers: { symbol: "{symbol}" }
        eventKind: VOTE
        date: "{day}"
        evidence: call-{call}
    facts:
      - { each: about, from: "Event:vote-{call}", type: CONCERNS, to: "Topic:{about}", evidence: "call-{call}" }
  - file: votes.csv
    columns:
      call: { row-of: calls.csv }
      vote: { values: { yes: VOTED_YES, no: VOTED_NO } }
    facts:
      - from: Country:{state}
        type: PARTICIPATED_IN
        to: Event:vote-{call}
        role: "{vote}"
        date: "{call.day}"
        evidence: call-{call}
`,
  'states.csv': 'code,name\nNA,Namibia\nDE-FRG,"Germany, Federal Republic"\nTR,Turkey\n',
  'calls.csv': 'call,day,symbol,title,about\n1,1946-01-02,R/1,FIRST,p;t\n2,1947,R/2,,\n3,,,,t\n',
  'votes.csv': 'call,state,vote\n1,NA,yes\n1,TR,no\n2,NA,no\n2,DE-FRG,yes\n3,TR,yes\n',
};

/** The same with one text in one file replaced. */
export function changed(file: string, from: string, to: string, files: Files = VOTES): Files {
  const content = String(files[file]);
  if (!content.includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...files, [file]: content.replace(from, to) };
}

/** The votes of so many roll calls by so many states. */
export function manyVotes(calls: number, states: number): Files {
  const code = (state: number) => String.fromCharCode(65 + Math.floor(state / 26), 65 + (state % 26));
  const rows = (count: number, row: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => row(at)).join('\n');
  return {
    ...VOTES,
    'states.csv': `code,name\n${rows(states, (state) => `${code(state)},State ${state}`)}\n`,
    'calls.csv': `call,day,symbol,title,about\n${rows(calls, (call) => `${call},19${String(10 + (call % 90))}-01-02,R/${call},TITLE ${call},${call % 2 ? 'p' : ''}`)}\n`,
    'votes.csv': `call,state,vote\n${rows(calls * states, (at) => `${Math.floor(at / states)},${code(at % states)},${at % 3 ? 'yes' : 'no'}`)}\n`,
  };
}
