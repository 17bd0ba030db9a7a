-- Notes what a delivery tells a channel; the key keeps anything from being told twice.
insert into alert_notices (channel_id, alert_id, phase, delivery_id)
select $(channelId), "alertId", phase, $(deliveryId)
from json_to_recordset($(notices)::json) as n ("alertId" uuid, phase text)
