using System.Globalization;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit.Signing;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit.Checkpoints;

/// <summary>
/// Signs what a tenant's tree has come to, unless it is not a continuation of what was signed before, as the copy outside the database has it: then somebody
/// has rewritten the log or cut it off, and nothing is signed any more until a person has looked.
/// </summary>
public sealed class CheckpointWriter(TenantUnitOfWorks units, PlatformDatabase platform, CheckpointSigner signer, ICheckpointWitness witness)
{
    private const int HashesALine = 4096;
    private const string Unfit = "The log takes no more records: what is written of its end does not fit the records that are there.";

    /// <summary>Makes the public key known to whoever checks.</summary>
    public async Task PublishKeyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var insert = platform.Source.CreateCommand("insert into portal.audit_signing_key (verifier, first_used_at) values ($1, $2) on conflict do nothing");
        insert.Parameters.Add(new() { Value = signer.Key.ToString() });
        insert.Parameters.Add(new() { Value = now });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<CheckpointOutcome> WriteAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var unfit = await AuditSequencer.RunAsync(units, tenant, cancellationToken) ? null : Unfit;
        await using var work = await units.BeginInAnyStateAsync(tenant, cancellationToken);
        var last = await witness.LastAsync(tenant, cancellationToken);
        if (await AuditTree.ReadAsync(work, cancellationToken) is not { Size: > 0 } tree)
        {
            return last is null || work.State is null or TenantState.Deleted
                ? new(0, false, unfit)
                : new(0, false, $"The log is gone: {last.Size} leaves were signed.");
        }

        var checkpoint = new AuditCheckpoint(tenant, tree.Size, tree.Root);
        if ((await RefusalAsync(tree, checkpoint, last, cancellationToken) ?? unfit) is { } refusal)
        {
            return new(tree.Size, false, refusal);
        }

        // One that a crash kept from the witness is there already; both sides get the same.
        var note = signer.Sign(checkpoint);
        var written = await InsertAsync(work, checkpoint, note, cancellationToken);
        if (written)
        {
            work.Publish(Topic.Checkpoint, checkpoint.Size.ToString(CultureInfo.InvariantCulture));
        }

        var hashes = last?.Size == checkpoint.Size ? null : await HashesAsync(tree, last?.Size ?? 0, cancellationToken);
        await work.CommitAsync(cancellationToken);
        if (hashes is not null)
        {
            try
            {
                await witness.AppendAsync(checkpoint, note, hashes, cancellationToken);
            }
            catch (CheckpointConflictException conflict)
            {
                return new(tree.Size, false, conflict.Message);
            }
        }

        return new(tree.Size, written || hashes is not null, null);
    }

    private static async Task<string?> RefusalAsync(AuditTree tree, AuditCheckpoint now, AuditCheckpoint? last, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return null;
        }

        if (last.Size > now.Size)
        {
            return $"The log was cut off: {last.Size} leaves were signed, and there are {now.Size}.";
        }

        var proof = await tree.ConsistencyAsync(last.Size, now.Size, cancellationToken);
        return MerkleProof.IsConsistent(last.Size, last.Root, now.Size, now.Root, proof)
            ? null
            : $"The log was rewritten: its tree of {now.Size} leaves does not begin with the {last.Size} that were signed.";
    }

    private static async Task<bool> InsertAsync(TenantUnitOfWork work, AuditCheckpoint checkpoint, string note, CancellationToken cancellationToken)
    {
        await using var insert = work.Command(
            "insert into audit_checkpoint (tenant_id, size, root, note, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing");
        insert.With(checkpoint.Tenant.Value, checkpoint.Size, checkpoint.Root, note, work.Now);

        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<List<string>> HashesAsync(AuditTree tree, long from, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        for (; from < tree.Size; from += HashesALine)
        {
            lines.Add(WitnessedLog.Write(from, await tree.LeavesAsync(from, (int)Math.Min(HashesALine, tree.Size - from), cancellationToken)));
        }

        return lines;
    }
}
