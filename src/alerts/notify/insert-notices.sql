-- Notes what a delivery tells a channel; the key keeps anything from being told twice. What an earlier delivery did not
-- bring is this one's now.
insert into alert_notices (channel_id, alert_id, phase, delivery_id)
select $(channelId), "alertId", phase, $(deliveryId)
from json_to_recordset($(notices)::json) as n ("alertId" uuid, phase text)
on conflict (channel_id, alert_id, phase) do update set delivery_id = excluded.delivery_id
