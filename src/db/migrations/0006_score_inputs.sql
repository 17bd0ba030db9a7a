-- What each day's score was computed from, so that another policy can be replayed over the past.
alter table score_history add column inputs jsonb;
comment on column score_history.inputs is 'See ScoreInputs in src/environment/health/history.ts; null: recorded before inputs were kept.';
