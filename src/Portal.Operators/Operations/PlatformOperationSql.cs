namespace Portal.Operators.Operations;

/// <summary>The queue's statements for what belongs to the deployment as a whole: few rows, one at a time for each kind.</summary>
internal static class PlatformOperationSql
{
    /// <summary>$1 kind, $2 due time, $3 now, $4 correlation id, $5 id.</summary>
    public const string Enqueue =
        """
        insert into portal.platform_operation (id, kind, occurrence, state, not_before, correlation_id, created_by, created_at)
        values ($5, $1, $2, 'queued', $3, $4, 'Portal schedule', $3) on conflict do nothing
        """;

    /// <summary>$1 now, $2 the lease's end, $3 most.</summary>
    public const string Claim =
        """
        update portal.platform_operation o set state = 'running', attempts = attempts + 1, lease_until = $2, started_at = coalesce(started_at, $1), attempt_started_at = $1
        from (select id from portal.platform_operation where state = 'queued' and not_before <= $1 order by not_before limit $3 for update skip locked) due
        where o.id = due.id
        returning o.id, o.kind, o.payload, o.attempts, o.attempts - o.attempts_before, o.correlation_id, o.created_by
        """;

    /// <summary>$1 now.</summary>
    public const string Recover =
        """
        update portal.platform_operation set lease_until = null, not_before = $1, error = 'The operator that worked on it ended.',
            state = case when cancel_requested_at is null then 'queued' else 'canceled' end, finished_at = case when cancel_requested_at is null then null else $1 end,
            attempt_log = attempt_log || jsonb_build_object('attempt', attempts, 'startedAt', attempt_started_at, 'endedAt', $1::timestamptz, 'outcome', 'lost',
                'error', 'The operator that worked on it ended.')
        where state = 'running' and lease_until < $1
        """;

    /// <summary>$1 id, $2 attempt, $3 the lease's end.</summary>
    public const string Renew =
        "update portal.platform_operation set lease_until = $3 where id = $1 and attempts = $2 and state = 'running' returning cancel_requested_at is not null, cancel_reason";

    /// <summary>$1 id, $2 attempt, $3 state, $4 error, $5 not before, $6 now, $7 counts, $8 outcome, $9 the step.</summary>
    public const string End =
        """
        with ended as (
            update portal.platform_operation set lease_until = null, error = $4, not_before = $5,
                state = case when $3 = 'queued' and cancel_requested_at is not null then 'canceled' else $3 end,
                finished_at = case when $3 = 'queued' and cancel_requested_at is null then null else $6 end,
                progress = case when $3 = 'succeeded' then 100 else progress end,
                attempts_before = attempts_before + case when $7 then 0 else 1 end,
                steps = steps || $9::jsonb,
                attempt_log = case when $3 = 'succeeded' then attempt_log else attempt_log
                    || jsonb_build_object('attempt', attempts, 'startedAt', attempt_started_at, 'endedAt', $6::timestamptz, 'outcome', $8::text, 'error', $4) end
            where id = $1 and attempts = $2 and state = 'running' returning id)
        select count(*), max(pg_notify('portal_event', '00000000-0000-0000-0000-000000000000:operation:' || id)::text) from ended
        """;

    /// <summary>$1 id, $2 the step as JSON, $3 its name, $4 once.</summary>
    public const string Tell =
        """
        update portal.platform_operation set steps = steps || $2::jsonb
        where id = $1 and not ($4 and steps @> jsonb_build_array(jsonb_build_object('name', $3::text, 'state', 'succeeded')))
        """;

    /// <summary>$1 id, $2 attempt, $3 percent, $4 words.</summary>
    public const string Report =
        """
        with reported as (
            update portal.platform_operation set progress = $3, progress_text = $4
            where id = $1 and attempts = $2 and state = 'running' and (progress, progress_text) <> ($3, $4) returning id)
        select pg_notify('portal_event', '00000000-0000-0000-0000-000000000000:operation:' || id) from reported
        """;
}
