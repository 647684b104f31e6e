import { Entity } from '../entity.ts';
import { BadUserInput } from '../errors.ts';
import { listed } from '../filter.ts';
import { kindOfId } from '../ids.ts';
import { entityTypeTerm, typeNames } from '../model.ts';
import type { Operation } from '../operation.ts';
import { EACH, listing, READING } from '../price.ts';
import type { EntityRow } from '../rows.ts';
import { readAhead } from './ahead.ts';
import { connectionType, pagingArgs } from './connection.ts';
import { dossiersArg, entityList, labelOf } from './entity.ts';
import type { NodeValue, Parts } from './parts.ts';
import type { ValueTypes } from './value-types.ts';

/** The most ids that one `nodes` takes. */
const MAX_NODES = 500;

/** Adds the root fields that read anything by id, and all entities. */
export function addRoots(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  builder.queryFields((t) => ({
    node: t.field({
      type: parts.node,
      nullable: true,
      description: 'Anything by its id: an entity, a fact, a document, a passage. Null where nothing has it.',
      price: READING,
      args: { id: t.arg.id({ required: true, price: EACH }) },
      resolve: async (_query, { id }, operation, info) => {
        readAhead(operation, info, [id]);
        return (await nodeById(operation, id)) ?? null;
      },
    }),
    nodes: t.field({
      type: [parts.node],
      nullable: { list: false, items: true },
      description: `Up to ${MAX_NODES} things by their ids, in the order of the ids, with null where nothing has one.`,
      price: listing(READING, { size: 'page', otherwise: 0 }),
      args: { ids: t.arg.idList({ required: true, price: { sizes: 'page', most: MAX_NODES } }) },
      resolve: async (_query, { ids }, operation, info) => {
        if (ids.length > MAX_NODES)
          throw new BadUserInput(`ids: ${ids.length} are too many. Ask for at most ${MAX_NODES} at once.`);
        readAhead(operation, info, ids);
        return await nodesById(operation, ids);
      },
    }),
    entity: t.field({
      type: parts.interface(Entity),
      nullable: true,
      description: 'An entity by its id. Null where no entity has it.',
      price: READING,
      args: { id: t.arg.id({ required: true, price: EACH }) },
      resolve: async (_query, { id }, operation, info) => {
        if (kindOfId(id).of !== 'entity') return null;
        readAhead(operation, info, [id]);
        return (await operation.entity(id)) ?? null;
      },
    }),
    entities: t.field({
      type: connectionType<EntityRow>(parts, valueTypes, {
        name: 'Entity',
        description: 'entities of any type',
        node: parts.interface(Entity),
        facets: { types: 'How many entities of each type the list has.' },
      }),
      nullable: true,
      description: 'Every entity, or every entity of some types, by id.',
      price: READING,
      args: {
        types: t.arg({
          type: [parts.enum(model.entityTypes)],
          description: 'Only entities of these types.',
          price: EACH,
        }),
        dossiers: dossiersArg(t),
        ...pagingArgs(t),
      },
      resolve: (_query, args, operation) => {
        const types = args.types ? typeNames(model, listed('types', args.types)) : undefined;
        return entityList(operation, {
          name: 'entities',
          label: labelOf(parts, types ?? []),
          ...(types ? { types } : {}),
          args,
          terms: { types: (name) => entityTypeTerm(model, name) },
        });
      },
    }),
  }));
}

/** In the order of the ids. Most are entities, which are read as one. */
async function nodesById(operation: Operation, ids: readonly string[]): Promise<(NodeValue | null)[]> {
  const ofEntities = ids.filter((id) => kindOfId(id).of === 'entity');
  const entities = operation.entities(ofEntities);
  if (ofEntities.length === ids.length) {
    const found = await entities;
    return ids.map((id) => found.get(id) ?? null);
  }
  return await Promise.all(
    ids.map(async (id) => {
      const node = kindOfId(id).of === 'entity' ? (await entities).get(id) : await nodeById(operation, id);
      return node ?? null;
    }),
  );
}

function nodeById(operation: Operation, id: string): Promise<NodeValue | undefined> {
  switch (kindOfId(id).of) {
    case 'entity':
      return operation.entity(id);
    case 'fact':
      return operation.fact(id);
    case 'document':
      return operation.document(id);
    case 'passage':
      return operation.passage(id);
    case 'nothing':
      return Promise.resolve(undefined);
  }
}
