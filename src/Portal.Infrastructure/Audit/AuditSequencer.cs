using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>
/// Gives records their place in the tenant's tree, in the order in which they were written: before somebody reads the log, and before it is signed. The head
/// row is the lock that puts them in one order; nobody who only writes records waits for it.
/// </summary>
public static class AuditSequencer
{
    // As many as one transaction takes.
    private const int AtOnce = 1_000;

    // As rows of the log whose sequence is their order among those that wait.
    private const string Waiting =
        $$"""
        select {{AuditPending.Columns}}, row_number() over (order by recorded_at, id) as sequence, null::bytea as previous_hash, ''::bytea as hash, ''::bytea as nodes
        from {{AuditPending.Table}} where tenant_id = {0}
        """;

    private const string Place =
        $"""
        insert into audit_record ({AuditPending.Columns}, sequence, hash, nodes)
        select {AuditPending.Columns}, u.sequence, u.hash, u.nodes
        from {AuditPending.Table} p join unnest($2, $3, $4, $5) u (placed, sequence, hash, nodes) on u.placed = p.id where p.tenant_id = $1
        """;

    /// <summary>Takes everything that was committed before, in transactions of its own.</summary>
    /// <returns>Whether the log took it: it does not where somebody has changed it, and whoever signs raises the alarm. What waits then goes on waiting.</returns>
    public static async Task<bool> RunAsync(TenantUnitOfWorks units, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(units);
        int taken;
        do
        {
            await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
            try
            {
                taken = await TakeAsync(work, cancellationToken);
            }
            catch (AuditLogBrokenException)
            {
                return false;
            }

            await work.CommitAsync(cancellationToken);
        }
        while (taken == AtOnce);

        return true;
    }

    private static async Task<int> TakeAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using (var look = work.Command($"select exists (select from {AuditPending.Table} where tenant_id = $1)").With(work.Tenant.Value))
        {
            if (await look.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return 0;
            }
        }

        var head = await AuditHead.LockAsync(work, cancellationToken);
        if (head.FirstSequence is null && head.Sequence > 0)
        {
            await new AuditWriter(work).ContinueAsync(head, cancellationToken);
        }

        // Who waited for the lock may find nothing any more.
        var rows = await work.Db.Set<AuditRecordRow>().FromSql(FormattableStringFactory.Create(Waiting, work.Tenant.Value)).AsNoTracking()
            .OrderBy(row => row.Sequence).Take(AtOnce).ToListAsync(cancellationToken);
        if (rows.Count > 0)
        {
            await AppendAsync(work, head, rows, cancellationToken);
        }

        return rows.Count;
    }

    private static async Task AppendAsync(TenantUnitOfWork work, AuditHeadRow head, List<AuditRecordRow> rows, CancellationToken cancellationToken)
    {
        var first = head.FirstSequence ?? head.Sequence + 1;
        var tree = Tree(head);
        var (sequences, hashes, nodes) = (new long[rows.Count], new byte[rows.Count][], new byte[rows.Count][]);
        for (var i = 0; i < rows.Count; i++)
        {
            sequences[i] = head.Sequence + 1 + i;
            hashes[i] = MerkleHash.Leaf(Encoding.UTF8.GetBytes(AuditLeaf.Write(AuditRecords.Read(rows[i]), sequences[i])));
            nodes[i] = [.. tree.Append(hashes[i]).SelectMany(node => node)];
        }

        await using var batch = new NpgsqlBatch(work.Connection);
        var ids = rows.Select(row => row.Id.Value).ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Place).With(work.Tenant.Value, ids, sequences, hashes, nodes));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from {AuditPending.Table} where tenant_id = $1 and id = any($2)").With(work.Tenant.Value, ids));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("update audit_head set sequence = $2, hash = $3, first_sequence = $4, frontier = $5 where tenant_id = $1")
            .With(work.Tenant.Value, sequences[^1], hashes[^1], first, tree.ToBytes()));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new AuditLogBrokenException($"Record {head.Sequence + 1} of the audit log is to be written, and one from there on is there.", taken);
        }
    }

    private static MerkleFrontier Tree(AuditHeadRow head)
    {
        try
        {
            return MerkleFrontier.Of(head.Size, head.Frontier);
        }
        catch (ArgumentException unfit)
        {
            throw new AuditLogBrokenException(unfit.Message, unfit);
        }
    }
}
