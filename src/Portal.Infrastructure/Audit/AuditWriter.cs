using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Records what happened, in the round trip that the rest of the transaction takes. <see cref="AuditSequencer"/> gives records their place afterwards.</summary>
internal sealed class AuditWriter(TenantUnitOfWork work)
{
    /// <summary>What the tree's first leaf is where there was a chain before: it names the chain's end, so the chain cannot change unseen either.</summary>
    public const string Continued = "log.continued";

    // An insert tells open pages by itself: a row of the outbox for it alone would cost as much again (./bench.sh operations).
    private const string Record =
        $"""
        with recorded as (insert into {AuditPending.Table} ({AuditPending.Columns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) returning tenant_id)
        select pg_notify('portal_event', tenant_id || ':audit:') from recorded
        """;

    // Before whatever else waits.
    private const string RecordFirst =
        $"""
        insert into {AuditPending.Table} ({AuditPending.Columns}, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, '-infinity')
        """;

    /// <param name="batch">What else the transaction has to say; sent with the records.</param>
    /// <param name="entries">In their order; may be none.</param>
    /// <param name="cancellationToken">Stops before anything is recorded.</param>
    public async Task AppendAsync(NpgsqlBatch batch, IReadOnlyList<(Caller Caller, AuditEntry Entry)> entries, CancellationToken cancellationToken)
    {
        foreach (var (caller, entry) in entries)
        {
            batch.BatchCommands.Add(Command(Record, caller, entry));
        }

        if (SessionStatements.ArePrepared(work.Connection))
        {
            await batch.PrepareAsync(cancellationToken);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Records where a chain from before ends.</summary>
    public async Task ContinueAsync(AuditHeadRow chain, CancellationToken cancellationToken)
    {
        var detail = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hash"] = Convert.ToHexStringLower(chain.Hash),
            ["records"] = chain.Sequence.ToString(CultureInfo.InvariantCulture),
        };
        var system = new Caller(work.Tenant, PrincipalKind.System, default, "portal", "Portal", Role.Admin, "");
        await using var batch = new NpgsqlBatch(work.Connection);
        batch.BatchCommands.Add(Command(RecordFirst, system, new AuditEntry(Continued, "log", "audit", "Audit log", detail)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatchCommand Command(string sql, Caller caller, AuditEntry entry)
    {
        var (changes, personal) = AuditChanges.Write(entry.Changes, Salt);
        var command = new NpgsqlBatchCommand(sql);
        Add(work.Tenant.Value, NpgsqlDbType.Uuid);
        Add(work.NewId(), NpgsqlDbType.Uuid);
        Add(work.Now, NpgsqlDbType.TimestampTz);
        Text(SnakeCase.Of(caller.Kind.ToString()));
        Add(caller.Kind is PrincipalKind.Member or PrincipalKind.ApiKey ? caller.Id.Value : null, NpgsqlDbType.Uuid);
        Text(caller.Principal, caller.Name);
        Add(Salt(), NpgsqlDbType.Bytea);
        Text(caller.OnBehalfOf, caller.Address);
        Add(caller.Address is null ? null : Salt(), NpgsqlDbType.Bytea);
        Text(entry.Action, entry.SubjectKind, entry.SubjectId, entry.SubjectName);
        Add(Salt(), NpgsqlDbType.Bytea);
        Text(CanonicalJson.Write(entry.Detail), changes, AuditRecords.Write(personal), caller.CorrelationId);
        return command;

        void Text(params ReadOnlySpan<string?> values)
        {
            foreach (var value in values)
            {
                Add(value, NpgsqlDbType.Text);
            }
        }

        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(SealedText.SaltSize);
}
