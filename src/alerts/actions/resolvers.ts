import { mutations as channels } from './channels.ts';
import { mutations as messages } from './messages.ts';
import { mutations as silences } from './silences.ts';

/** What people can set going about alerts. */
export const resolvers = { Mutation: { ...channels, ...messages, ...silences } };
