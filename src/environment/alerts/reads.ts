import type { PageParameters } from '../../read/paging.ts';
import { defineRead } from '../../read/read.ts';
import type { Alert, AlertSilence, AlertTransition, CustomerMessage, NotificationDelivery } from './model.ts';

const at = (path: string) => new URL(path, import.meta.url);
const byId = { byCustomer: false };

/** One alert by its id. */
export const alertById = defineRead<Alert>('alertById', at('./read-one.sql'), byId);

/** The steps of one alert, the latest first. */
export const alertHistory = defineRead<AlertTransition>('alertHistory', at('./read-history.sql'), byId);

/** A page of what was sent about one alert. */
export const alertDeliveries = defineRead<NotificationDelivery, PageParameters>(
  'alertDeliveries',
  at('./read-alert-deliveries.sql'),
  byId,
);

/** A page of what was sent to one channel. */
export const channelDeliveries = defineRead<NotificationDelivery, PageParameters>(
  'channelDeliveries',
  at('./read-channel-deliveries.sql'),
  byId,
);

/** One notification by its id. */
export const deliveryById = defineRead<NotificationDelivery>('deliveryById', at('./read-delivery.sql'), byId);

/** The silences of a customer that are in force. */
export const silences = defineRead<AlertSilence>('silences', at('./read-silences.sql'));

/** One silence by its id. */
export const silenceById = defineRead<AlertSilence>('silenceById', at('./read-silence.sql'), byId);

/** One message to a customer by its id. */
export const messageById = defineRead<CustomerMessage>('messageById', at('./read-message.sql'), byId);

/** The notification that carries a message, by the message's id. */
export const messageDelivery = defineRead<NotificationDelivery>(
  'messageDelivery',
  at('./read-message-delivery.sql'),
  byId,
);
