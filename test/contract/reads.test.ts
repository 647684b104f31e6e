/** An operation that reads of each row what its fields need answers as one that reads all of it. */
import { type DocumentNode, execute, getOperationAST, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { planning } from '../../src/api/plan/plan.ts';
import { fragmentsOf } from '../../src/api/plan/shape.ts';
import { Operation } from '../../src/declare/operation.ts';
import type { Reads } from '../../src/declare/projection.ts';
import { Shared } from '../../src/declare/shared.ts';
import type { Graph } from '../../src/graph/port.ts';
import { entityAs, factAs } from '../../src/graph/query.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { loadShipped } from '../support/dossier.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { QUESTIONS } from './queries.ts';

const schema = buildModelSchema(model);
const planOf = planning(schema, model);

const documents = QUESTIONS.flatMap(({ name, query, variables }) => {
  try {
    const document = parse(query);
    return validate(schema, document).length === 0 ? [{ name, document, variables }] : [];
  } catch {
    // One of them is no GraphQL.
    return [];
  }
});

function readsOf(document: DocumentNode): Reads {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  return planOf(operation, fragmentsOf(document), () => {}).reads;
}

/** The properties that a query reads of an entity and of a fact. */
function columns(query: string) {
  const { entity, fact, cursors } = readsOf(parse(query));
  return { entity: entity.of(entityAs('e')).names, fact: fact.ofType('HELD_IN').of(factAs('r')).names, cursors };
}

describe('the same answer', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await openTemporary();
    await loadShipped(graph);
  });

  it.each(documents)('$name', async ({ document, variables }) => {
    const answer = async (reads: Reads | undefined) => {
      const shared = new Shared(graph, 1_000_000);
      const contextValue = new Operation(graph, { languages: ['tr'], model, shared, reads });
      const variableValues = { ...variables };
      return JSON.stringify(await execute({ schema, document, variableValues, contextValue }));
    };
    expect(await answer(readsOf(document))).toBe(await answer(undefined));
  });
});

describe('what is read', () => {
  it('is an id where no more is asked', () => {
    expect(columns('{ countries { nodes { id } } }')).toEqual({ entity: ['id'], fact: [], cursors: false });
  });

  it('is names for labels, days for dates, and places in lists for cursors', () => {
    expect(columns('{ countries { nodes { label } } }').entity).toEqual(['id', 'names']);
    const dated = (field: string) => columns(`{ activities { nodes { ... on Activity { date { ${field} } } } } }`);
    expect(dated('edtf label').entity).toEqual(['id', 'names', 'degree', 'date']);
    expect(dated('earliest').entity).toEqual(['id', 'names', 'degree', 'date', 'earliest', 'latest']);
    expect(columns('{ countries { pageInfo { endCursor } } }').cursors).toBe(true);
    expect(columns('{ countries { pageInfo { hasNextPage } } }').cursors).toBe(false);
  });

  it('is what a fact says in words of a vocabulary before who it is said on behalf of', () => {
    const said = (field: string) =>
      readsOf(parse(`{ participations { nodes { ${field} } } }`))
        .fact.ofType('PARTICIPATED_IN')
        .of(factAs('r')).names;
    expect(said('role')).toEqual(['role']);
    expect(said('role date { edtf }')).toEqual(['role', 'date']);
    expect(said('onBehalfOf { id }')).toEqual(['role', 'onBehalfOf', 'date']);
  });

  it('is one row beyond the page where it is asked whether there is one', async () => {
    const limits: unknown[] = [];
    const graph = await openTemporary();
    const watched: Graph = {
      ...graph,
      run(of, params, options) {
        limits.push(params['limit']);
        return graph.run(of, params, options);
      },
    };
    const ask = async (field: string) => {
      const query = `{ countries(first: 5) { nodes { id } ${field} } }`;
      const reads = readsOf(parse(query));
      const shared = new Shared(watched, 1_000_000);
      const contextValue = new Operation(watched, { languages: [], model, shared, reads });
      await execute({ schema, document: parse(query), contextValue });
    };
    for (const field of ['', 'totalCount', 'pageInfo { endCursor }', 'pageInfo { hasPreviousPage }']) await ask(field);
    expect(limits.filter((limit) => limit !== undefined)).toEqual([5, 5, 5, 6]);
  });

  it('is all of an entity or a fact where a field needs what is seldom asked', () => {
    expect(columns('{ countries { nodes { description { value } } } }').entity).toBe('all');
    expect(columns('{ countries { nodes { relationships { nodes { note { value } } } } } }').fact).toBe('all');
  });
});
