using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Gives records their place in the tenant's tree, in the round trip that the rest of the transaction takes. The head row is the lock that puts them in one order.</summary>
internal sealed class AuditWriter(TenantUnitOfWork work)
{
    /// <summary>What the tree's first leaf is where there was a chain before: it names the chain's end, so the chain cannot change unseen either.</summary>
    public const string Continued = "log.continued";

    private const string Append = "select portal.append_audit_record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";

    /// <param name="batch">What else the transaction has to say; sent with the records.</param>
    /// <param name="entries">In their order; may be none.</param>
    /// <param name="cancellationToken">Stops the waiting for the lock.</param>
    public async Task AppendAsync(NpgsqlBatch batch, IReadOnlyList<(Caller Caller, AuditEntry Entry)> entries, CancellationToken cancellationToken)
    {
        Add(batch, entries);
        if (SessionStatements.ArePrepared(work.Connection))
        {
            await batch.PrepareAsync(cancellationToken);
        }

        if (await batch.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            // Nothing was recorded: a chain has to be continued first.
            await using var again = new NpgsqlBatch(work.Connection);
            Add(again, [await ContinueAsync(cancellationToken), .. entries]);
            await again.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private void Add(NpgsqlBatch batch, IReadOnlyList<(Caller Caller, AuditEntry Entry)> entries)
    {
        foreach (var (caller, entry) in entries)
        {
            batch.BatchCommands.Add(Command(caller, entry));
        }
    }

    private async Task<(Caller Caller, AuditEntry Entry)> ContinueAsync(CancellationToken cancellationToken)
    {
        await using var head = work.Command("select sequence, hash from audit_head where tenant_id = $1 for update");
        head.Parameters.Add(new() { Value = work.Tenant.Value });
        await using var reader = await head.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var detail = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hash"] = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1)),
            ["records"] = reader.GetInt64(0).ToString(CultureInfo.InvariantCulture),
        };
        var system = new Caller(work.Tenant, PrincipalKind.System, default, "portal", "Portal", Role.Admin, "");
        return (system, new AuditEntry(Continued, "log", "audit", "Audit log", detail));
    }

    private NpgsqlBatchCommand Command(Caller caller, AuditEntry entry)
    {
        var (changes, personal) = AuditChanges.Write(entry.Changes, Salt);
        var record = new AuditRecord
        {
            Tenant = work.Tenant,
            Id = new(work.NewId()),
            OccurredAt = work.Now,
            ActorKind = SnakeCase.Of(caller.Kind.ToString()),
            ActorId = caller.Principal,
            ActorMember = caller.Kind is PrincipalKind.Member or PrincipalKind.ApiKey ? caller.Id.ToString() : null,
            ActorName = new(caller.Name, Salt()),
            OnBehalfOf = caller.OnBehalfOf,
            Address = caller.Address is { } address ? new(address, Salt()) : null,
            Action = entry.Action,
            SubjectKind = entry.SubjectKind,
            SubjectId = entry.SubjectId,
            SubjectName = new(entry.SubjectName, Salt()),
            Detail = CanonicalJson.Write(entry.Detail),
            Changes = changes,
            CorrelationId = caller.CorrelationId,
        };
        var (before, after) = AuditLeaf.Around(record);
        var command = new NpgsqlBatchCommand(Append);
        Text(before, after);
        Add(record.Id.Value, NpgsqlDbType.Uuid);
        Add(record.OccurredAt, NpgsqlDbType.TimestampTz);
        Text(record.ActorKind);
        Add(record.ActorMember is null ? null : caller.Id.Value, NpgsqlDbType.Uuid);
        Text(record.ActorId, record.ActorName.Value);
        Add(record.ActorName.Seal, NpgsqlDbType.Bytea);
        Text(record.OnBehalfOf, record.Address?.Value);
        Add(record.Address?.Seal, NpgsqlDbType.Bytea);
        Text(record.Action, record.SubjectKind, record.SubjectId, record.SubjectName.Value);
        Add(record.SubjectName.Seal, NpgsqlDbType.Bytea);
        Text(record.Detail, record.Changes, AuditRecords.Write(personal), record.CorrelationId);
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
