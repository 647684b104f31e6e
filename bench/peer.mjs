#!/usr/bin/env node
/**
 * The graph behind the leading generated GraphQL layer, as its users would have it: its type definitions over the same
 * labels and properties, its defaults, on Yoga with Yoga's defaults. Prints its address, and serves until it is ended.
 *
 *   NEO4J_URI=bolt://127.0.0.1:7687 node bench/peer.mjs
 */
import { createServer } from 'node:http';
import { Neo4jGraphQL } from '@neo4j/graphql';
import { createYoga } from 'graphql-yoga';
import neo4j from 'neo4j-driver';
import { serve } from './support/serve.mjs';

// Names are stored as "en Türkiye". `Entity` is the label that has the index on ids and the one on folded names, so it
// is what these users would search and look up by. `order` is the property that the indexes on facts are made of.
const typeDefs = /* GraphQL */ `
  type Entity @node {
    id: ID!
    type: String!
    names: [String!]!
    searchText: String!
    degree: Int!
  }
  type Country @node {
    id: ID!
    type: String!
    names: [String!]!
    code: String!
    identifiers: [String!]
    degree: Int!
    participations: [Event!]!
      @relationship(type: "PARTICIPATED_IN", direction: OUT, properties: "Participation", queryDirection: DIRECTED)
  }
  type Event @node {
    id: ID!
    type: String!
    names: [String!]!
    eventKind: String!
    date: String
    earliest: String
    latest: String
    order: String!
    participantCount: Int!
    degree: Int!
    participants: [Country!]!
      @relationship(type: "PARTICIPATED_IN", direction: IN, properties: "Participation", queryDirection: DIRECTED)
    concerns: [Topic!]! @relationship(type: "CONCERNS", direction: OUT, properties: "Fact", queryDirection: DIRECTED)
  }
  type Topic @node {
    id: ID!
    type: String!
    names: [String!]!
    degree: Int!
    concernedBy: [Event!]! @relationship(type: "CONCERNS", direction: IN, properties: "Fact", queryDirection: DIRECTED)
  }
  type Participation @relationshipProperties {
    id: ID!
    role: String!
    date: String
    order: String!
  }
  type Fact @relationshipProperties {
    id: ID!
    order: String!
  }
`;

const uri = process.env['NEO4J_URI'];
if (!uri) throw new Error('NEO4J_URI is not set.');
const driver = neo4j.driver(uri);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, context: { sessionConfig: { database: 'neo4j' } } });
await serve(createServer(yoga), yoga.graphqlEndpoint);
