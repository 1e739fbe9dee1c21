namespace Portal.Operators.Operations;

/// <summary>The statements of the queue. The row is the truth; whoever claims decides by these alone.</summary>
internal static class OperationSql
{
    /// <summary>
    /// Serializes claims in one database, so that each counts what the one before took: without it two processes would each give a tenant its whole share.
    /// Held for one statement of milliseconds, sent together with it.
    /// </summary>
    public const string LockClaims = "select pg_advisory_xact_lock(20160, 1)";

    /// <summary>
    /// Takes due operations: by priority, and within it each tenant's first before any tenant's second, counting what it has running. $1 now, $2 kinds of
    /// every tenant state, $3 most, $4 only these ids or null, $5 the lease's end, $6 most of one tenant.
    /// </summary>
    public const string Claim =
        """
        with held as (
            select r.tenant_id, count(*) as n from portal.operation r where r.state = 'running' group by r.tenant_id
        ), chosen as (
            select c.tenant_id, c.id from (select distinct d.tenant_id from portal.operation d where d.state = 'queued' and d.not_before <= $1) w
            left join held h using (tenant_id)
            cross join lateral (
                select o.tenant_id, o.id, o.priority, o.created_at, coalesce(h.n, 0) + row_number() over (order by o.priority, o.created_at, o.id) as turn
                from portal.operation o
                where o.tenant_id = w.tenant_id and o.state = 'queued' and o.not_before <= $1
        """ + Eligible + """
                order by o.priority, o.created_at, o.id
                limit greatest($6 - coalesce(h.n, 0), 0)) c
            order by c.priority, c.turn, c.created_at, c.id limit $3
        """ + Take + "false" + Taken;

    /// <summary>
    /// Takes those that have been due longest, whatever their priority and their tenant's share, into the places that go by age
    /// (<see cref="Domain.Operations.OperationAging"/>). $1 now, $2 kinds of every tenant state, $3 most, $4 only these ids or null, $5 the lease's end, $6 since
    /// when they have been due, $7 how many places there are.
    /// </summary>
    public const string ClaimAged =
        """
        with chosen as (
            select o.tenant_id, o.id from portal.operation o
            where o.state = 'queued' and o.not_before <= $6
        """ + Eligible + """
            -- As the index has them, so that the first are found without a sort.
            order by o.not_before, o.tenant_id
            limit least($3, greatest($7 - (select count(*) from portal.operation r where r.state = 'running' and r.by_age), 0))
        """ + Take + "true" + Taken;

    /// <summary>Which of those that are due may be taken.</summary>
    private const string Eligible =
        """

              and not o.abandon_due and (o.deadline is null or o.deadline > $1) and ($4::uuid[] is null or o.id = any ($4))
              -- Who is not served is not worked for either; what is about its own life and about money that has moved is done.
              and (o.kind = any ($2) or exists (select from portal.tenant t where t.id = o.tenant_id and t.state in ('provisioning', 'active')))
              -- One at a time for each key, oldest first; a retried one may be older than the one that runs. "offset 0" keeps these what they are, a probe of
              -- an index for each row: as a join they read all that the tenant has waiting, for each row again.
              and not exists (
                  select from portal.operation e where e.tenant_id = o.tenant_id and e.serial_key = o.serial_key and e.state = 'running' offset 0)
              and not exists (
                  select from portal.operation e where e.tenant_id = o.tenant_id and e.serial_key = o.serial_key and e.state = 'queued'
                    and e.created_at <= o.created_at and (e.created_at, e.id) < (o.created_at, o.id) offset 0)

        """;

    private const string Take =
        """

        ), locked as (
            -- By the primary key: the indexes of what waits would be read from one end to the other, so they are kept from being thought of.
            select o.tenant_id, o.id from portal.operation o join chosen using (tenant_id, id) where o.state || '' = 'queued' for update of o skip locked
        )
        update portal.operation o set state = 'running', attempts = o.attempts + 1, lease_until = $5, started_at = coalesce(o.started_at, $1), attempt_started_at = $1,
            by_age =
        """;

    private const string Taken =
        """

        from locked l where o.tenant_id = l.tenant_id and o.id = l.id
        returning o.tenant_id, o.id, o.kind, o.subject_id, o.payload, o.attempts, o.attempts - o.attempts_before, o.correlation_id, o.created_by, o.deadline, o.trace_parent
        """;

    /// <summary>Attempts whose process is gone go back into the queue, at once. $1 now.</summary>
    public const string Recover =
        """
        update portal.operation set lease_until = null,
            state = case when cancel_requested_at is null then 'queued' else 'canceled' end, abandon_due = cancel_requested_at is not null,
            finished_at = case when cancel_requested_at is null then null else $1 end, not_before = $1,
            error = coalesce(cancel_reason, 'The operator that worked on it ended.'),
            attempt_log = attempt_log || jsonb_build_object('attempt', attempts, 'startedAt', attempt_started_at, 'endedAt', $1::timestamptz, 'outcome', 'lost',
                'error', 'The operator that worked on it ended.')
        where state = 'running' and lease_until < $1
        """;

    /// <summary>What has not begun by its deadline fails, whatever it waits for. $1 now.</summary>
    public const string Expire =
        """
        update portal.operation set state = 'failed', finished_at = $1, abandon_due = true,
            error = 'It had to begin by ' || to_char(deadline at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC and did not'
                || case when attempts = 0 then '.' else '; its last attempt failed: ' || coalesce(error, 'no reason was given') end
        where state = 'queued' and deadline <= $1
        """;

    /// <summary>Takes what has ended in the table and is still to be put away. $1 now, $2 most, $3 the lease's end.</summary>
    public const string TakeAbandoned =
        """
        update portal.operation o set lease_until = $3
        from (select tenant_id, id from portal.operation where abandon_due and state in ('failed', 'canceled', 'queued') and (lease_until is null or lease_until < $1)
              limit $2 for update skip locked) l
        where o.tenant_id = l.tenant_id and o.id = l.id
        returning o.tenant_id, o.id, o.kind, o.subject_id, o.payload, o.attempts, o.attempts - o.attempts_before, o.correlation_id, o.created_by, o.deadline, o.trace_parent,
            coalesce(o.cancel_reason, o.error, '')
        """;

    /// <summary>The next moment at which something is to be looked at. $1 now.</summary>
    public const string Next =
        """
        select least(
            (select min(not_before) from portal.operation where state = 'queued' and not_before > $1),
            (select min(deadline) from portal.operation where state = 'queued' and deadline is not null),
            (select min(lease_until) from portal.operation where state = 'running'))
        """;
}
