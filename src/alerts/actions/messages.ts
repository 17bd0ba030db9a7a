import { randomUUID } from 'node:crypto';
import { customerOf, found, write } from '../../actions/shared.ts';
import { databaseNow } from '../../db/clock.ts';
import { loadSql } from '../../db/sql.ts';
import type { CustomerMessage } from '../../environment/alerts/model.ts';
import { messageById } from '../../environment/alerts/reads.ts';
import type { TechnicalContact } from '../../environment/contacts/model.ts';
import { issueById } from '../../environment/health/reads.ts';
import { sections } from '../../environment/sections.ts';
import { BadUserInput } from '../../errors.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { parseOptionalUuid, parseUuid } from '../../read/uuid.ts';
import { isMailAddress } from '../delivery/mail-address.ts';
import { startDelivery } from '../notify/deliveries.ts';
import { composeLetter } from './compose.ts';
import { refuseUnusable } from './shared.ts';

const insertSql = loadSql(new URL('./insert-message.sql', import.meta.url));
const confirmSql = loadSql(new URL('./confirm-message.sql', import.meta.url));

/** Telling the customer about an issue: composed, looked at, and sent as it was looked at. */
export const mutations: Pick<MutationResolvers, 'composeCustomerMessage' | 'sendCustomerMessage'> = {
  async composeCustomerMessage(_, { issueId, contactId }, context) {
    const { loaders, identity } = context;
    const issue = await found('issue', loaders.loadOne(issueById, parseUuid(issueId, 'issueId')));
    if (issue.status === 'RESOLVED')
      throw new BadUserInput('The issue is resolved, so there is nothing to tell the customer of it.');
    const { customerId, name, csmName, csmEmail } = await customerOf(issue.customerId, context);
    const wanted = parseOptionalUuid(contactId, 'contactId');
    const { name: recipient, email: address } = choose(
      await loaders.load(sections.contacts, customerId),
      wanted,
    );
    const replyTo = csmEmail !== null && isMailAddress(csmEmail) ? csmEmail : null;
    const isAnswerable = replyTo !== null;
    const letter = composeLetter({ issue, customerName: name, recipient, csmName, isAnswerable });
    const to = { recipient, address, replyTo };
    const message = { id: randomUUID(), customerId, issueId: issue.id, ...to, ...letter };
    await write(context, insertSql, { ...message, actor: identity.subject });
    return found('message', context.loaders.loadOne(messageById, message.id));
  },

  async sendCustomerMessage(_, args, context) {
    const id = parseUuid(args.id, 'id');
    const { customerId, address } = await found('message', context.loaders.loadOne(messageById, id));
    if (!args.confirm)
      throw new BadUserInput('Nothing was sent. Look at the message, and send it with confirm: true.');
    const { name } = await customerOf(customerId, context);
    await refuseUnusable(context, { kind: 'EMAIL', target: address, secrets: [] });
    await context.write(async (tx) => {
      const message = await tx.oneOrNone<Pick<CustomerMessage, 'subject' | 'body' | 'replyTo'>>(confirmSql, {
        id,
        actor: context.identity.subject,
      });
      if (!message) return;
      const now = await databaseNow(tx);
      const notification = {
        id: randomUUID(),
        at: now.toISOString(),
        kind: 'CUSTOMER_MESSAGE' as const,
        customer: { id: customerId, name },
        alerts: [],
        subject: message.subject,
        text: message.body,
        replyTo: message.replyTo,
      };
      const jobs = { deliver: () => context.alerts.send(tx, notification.id) };
      await startDelivery(tx, jobs, { notification, channelId: null, messageId: id }, now);
    });
    return found('message', context.loaders.loadOne(messageById, id));
  },
};

function choose(contacts: readonly TechnicalContact[], id: string | null) {
  // The primary one comes first.
  const contact = contacts.find((one) => (id === null ? one.email !== null : one.id === id));
  if (contact?.email) return { ...contact, email: contact.email };
  throw new BadUserInput(
    id === null
      ? 'No technical contact of the customer has a mail address. Add one, or write to the customer yourself.'
      : 'contactId takes a technical contact of the same customer who has a mail address.',
  );
}
