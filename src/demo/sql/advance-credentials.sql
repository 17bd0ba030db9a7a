-- Keeps the demo's credentials that are about to expire about to expire.
update integrations set
  credential_expires_at = credential_expires_at + days * interval '24 hours'
from (select ($(to)::timestamptz at time zone 'UTC')::date - ($(from)::timestamptz at time zone 'UTC')::date as days) passed
where customer_id = any ($(ids)::uuid[]) and credential_expires_at is not null
