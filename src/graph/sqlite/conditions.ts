import type { Condition } from '../query.ts';
import { type Bindings, column } from './bindings.ts';
import { entityKeySql, keySql, keysSql, listSql, operandSql } from './operands.ts';
import { patternSql, selectSql } from './pattern.ts';

/** A condition, in parentheses where what stands beside it could take it apart. */
export function conditionSql(condition: Condition, bindings: Bindings): string {
  const inner = (each: Condition) => conditionSql(each, bindings);
  switch (condition.is) {
    case 'compared': {
      const { left, by, right } = condition;
      const key = by === '=' ? keySql(left, bindings) : undefined;
      return key === undefined
        ? `${operandSql(left, bindings)} ${by} ${operandSql(right, bindings)}`
        : `${key} = ${entityKeySql(right, bindings)}`;
    }
    case 'in': {
      const key = keySql(condition.left, bindings);
      return key === undefined
        ? `${operandSql(condition.left, bindings)} IN ${listSql(condition.list)}`
        : `${key} IN ${keysSql(condition.list)}`;
    }
    case 'absent':
      return `${operandSql(condition.property, bindings)} IS NULL`;
    case 'having any':
      return `EXISTS (SELECT 1 FROM json_each(${operandSql(condition.property, bindings)}) AS each WHERE each.value IN ${listSql(condition.list)})`;
    case 'not':
      return `NOT ${inner(condition.condition)}`;
    case 'and':
    case 'or':
      return `(${condition.conditions.map(inner).join(condition.is === 'and' ? ' AND ' : ' OR ')})`;
    case 'exists': {
      const within = bindings.inner();
      const { as } = condition.pattern.from;
      // In a text, the row that the pattern starts from stands under its name.
      if (as && !within.has(as)) within.bind(as, `${as.name}.k`, true);
      const found = patternSql(condition.pattern, within);
      const tests = condition.where.map((each) => conditionSql(each, within));
      return `EXISTS (${selectSql('1', { from: found.from, where: [...found.where, ...tests] }, within)})`;
    }
    case 'reported':
      return `EXISTS (SELECT 1 FROM json_each(${column(condition.of.of, bindings.row(condition.of), 'evidence')}) AS passage, json_each($${condition.prefixes.parameter}) AS prefix WHERE substr(passage.value, 1, length(prefix.value)) = prefix.value)`;
    case 'stated':
      // Few rows of `provenance` stand for all that dossiers state: those that match are found once.
      return `${bindings.row(condition.of)}.provenance IN (SELECT p.k FROM provenance AS p WHERE EXISTS (SELECT 1 FROM json_each(p.dossiers) AS dossier WHERE dossier.value IN ${listSql(condition.dossiers)}))`;
    case 'named': {
      const { anchor, isLong, words } = condition;
      const text = `${bindings.row(condition.of)}.searchText`;
      // The index is of three characters each.
      const near = isLong
        ? `${bindings.key(condition.of)} IN (SELECT rowid FROM entity_name WHERE entity_name MATCH '"' || $${anchor.parameter} || '"')`
        : `instr(${text}, $${anchor.parameter})`;
      const lines = `json_each('[' || replace(json_quote(${text}), '\\n', '","') || ']')`;
      const hasWay = `EXISTS (SELECT 1 FROM json_each(word.value) AS way WHERE NOT EXISTS (SELECT 1 FROM json_each(way.value) AS fragment WHERE NOT instr(line.value, fragment.value)))`;
      return `(${near} AND EXISTS (SELECT 1 FROM ${lines} AS line WHERE NOT EXISTS (SELECT 1 FROM json_each($${words.parameter}) AS word WHERE NOT ${hasWay})))`;
    }
  }
}
