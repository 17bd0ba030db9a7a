import type { Context } from '../environment/context.ts';
import type { TechnicalIssue } from '../environment/health/model.ts';
import { issueById } from '../environment/health/reads.ts';
import { loadSecurity } from '../environment/security/view.ts';
import { BadUserInput } from '../errors.ts';
import type { MutationResolvers } from '../generated/graphql.ts';
import { parseUuid } from '../read/uuid.ts';
import { changeIssue, parseReason, parseSnooze, parseText } from './issues.ts';
import { mutations as maintenance } from './maintenance.ts';
import { acceptRisk, type RiskDecision, withdrawRisk } from './risks.ts';
import { customerOf, found } from './shared.ts';

const LONGEST_NAME = 300;

const mutations: MutationResolvers = {
  acknowledgeTechnicalIssue: (_, { id }, context) =>
    onIssue(id, context, (status) => {
      if (status === 'RESOLVED')
        throw new BadUserInput('The issue is resolved, so there is nothing to acknowledge.');
      // In any other status somebody has seen it and done more.
      return status === 'OPEN' ? { status: 'ACKNOWLEDGED' } : {};
    }),

  snoozeTechnicalIssue: (_, { id, until }, context) =>
    onIssue(id, context, (status) => {
      if (status === 'RESOLVED')
        throw new BadUserInput('The issue is resolved, so there is nothing to put off.');
      return { status: 'SNOOZED', snoozedUntil: parseSnooze(until, context.loaders.now) };
    }),

  setTechnicalIssueStatus: (_, { id, status }, context) =>
    onIssue(id, context, () => {
      if (status === 'SNOOZED') throw new BadUserInput('Use snoozeTechnicalIssue, which says until when.');
      return { status };
    }),

  assignTechnicalIssue: (_, { id, owner }, context) =>
    onIssue(id, context, () => ({ owner: owner ? parseText(owner, 'owner', LONGEST_NAME) : null })),

  acceptSecurityRisk: (_, { customerId, setting, reason, until }, context) =>
    onRisk(customerId, context, async (tx, decision) => {
      await acceptRisk(
        tx,
        { ...decision, setting },
        { reason: parseReason(reason), until: until ? toDay(until) : null },
      );
    }),

  withdrawRiskAcceptance: (_, { customerId, setting }, context) =>
    onRisk(customerId, context, (tx, decision) => withdrawRisk(tx, { ...decision, setting })),
};

async function onIssue(
  id: string,
  context: Context,
  decide: Parameters<typeof changeIssue>[2],
): Promise<TechnicalIssue> {
  const issueId = parseUuid(id, 'id');
  await found('issue', context.loaders.loadOne(issueById, issueId));
  await context.write((tx) => changeIssue(tx, issueId, decide, context.loaders.now));
  return found('issue', context.loaders.loadOne(issueById, issueId));
}

type Work = (
  tx: Parameters<Parameters<Context['write']>[0]>[0],
  decision: Omit<RiskDecision, 'setting'>,
) => Promise<void>;

async function onRisk(id: string, context: Context, work: Work) {
  const { customerId } = await customerOf(id, context);
  const decision = { customerId, actor: context.identity.subject, now: context.loaders.now };
  await context.write((tx) => work(tx, decision));
  return loadSecurity({ customerId, includeHealth: true, wanted: [] }, context.loaders);
}

// The scalar hands a day over as midnight UTC.
function toDay(until: Date): string {
  return until.toISOString().slice(0, 10);
}

/** What people can set going. */
export const resolvers = { Mutation: { ...mutations, ...maintenance } };
