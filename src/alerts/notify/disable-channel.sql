-- Switches off the channel of a delivery that is being tried, unless somebody has changed it since that began.
update notification_channels c
set enabled = false, disabled_reason = $(reason)
from notification_deliveries d
where d.id = $(id) and d.status = 'PENDING' and d.attempts = $(attempt)
  and c.id = d.channel_id and c.enabled and c.updated_at = d.tried_with
