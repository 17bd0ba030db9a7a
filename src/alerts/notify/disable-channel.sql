-- Switches off the channel of a delivery, unless somebody has changed it since that was tried.
update notification_channels c
set enabled = false, disabled_reason = $(reason)
from notification_deliveries d
where d.id = $(id) and c.id = d.channel_id and c.enabled and c.updated_at = d.tried_with
