using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Audit;

/// <summary>That a record is in the tenant's tree, and that one tree is the beginning of another.</summary>
internal sealed class AuditProofs(TenantUnitOfWorks units, AuditReading reading)
{
    public async Task<Result<AuditProofView>> InclusionAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        await reading.NoteAsync(caller, cancellationToken);
        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        await using var work = await units.BeginSnapshotAsync(caller.Tenant, cancellationToken);
        if (await AuditQueries.FindAsync(work, id, cancellationToken) is not { } row)
        {
            return new NotFound("audit record", id);
        }

        if (row.IsOfChain || await AuditTree.ReadAsync(work, cancellationToken) is not { } tree)
        {
            return new AuditProofMissing(row.Sequence);
        }

        var index = row.Sequence - tree.Head.FirstSequence!.Value;
        var checkpoint = await work.Db.Set<AuditCheckpointRow>().AsNoTracking().Where(c => c.Size > index).OrderBy(c => c.Size).FirstOrDefaultAsync(cancellationToken);
        var size = checkpoint?.Size ?? tree.Size;
        var root = checkpoint?.Root ?? tree.Root;
        var leaf = AuditLeaf.Write(AuditRecords.Read(row), row.Sequence);
        var hash = MerkleHash.Leaf(Encoding.UTF8.GetBytes(leaf));
        var path = await tree.InclusionAsync(index, size, cancellationToken);
        return new AuditProofView(
            row.Id.ToString(), row.Sequence, leaf, Convert.ToHexStringLower(hash), index, size, Convert.ToHexStringLower(root), [.. path.Select(Convert.ToHexStringLower)],
            checkpoint?.Note, MerkleProof.Includes(hash, index, size, path, root));
    }

    public async Task<Result<AuditConsistencyView>> ConsistencyAsync(Caller caller, long? from, long? to, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadAudit) is { } forbidden)
        {
            return forbidden;
        }

        await AuditSequencer.RunAsync(units, caller.Tenant, cancellationToken);
        await using var work = await units.BeginSnapshotAsync(caller.Tenant, cancellationToken);
        var tree = await AuditTree.ReadAsync(work, cancellationToken);
        var size = tree?.Size ?? 0;
        if (tree is null || from is null or < 1 || to is null || from > to || to > size)
        {
            return new InvalidFields([new("/from", $"{from} to {to}", $"Two sizes of the tree, the smaller first, of 1 to {size}.")]);
        }

        var path = await tree.ConsistencyAsync(from.Value, to.Value, cancellationToken);
        return new AuditConsistencyView(
            from.Value, Convert.ToHexStringLower(await tree.RootAtAsync(from.Value, cancellationToken)),
            to.Value, Convert.ToHexStringLower(await tree.RootAtAsync(to.Value, cancellationToken)), [.. path.Select(Convert.ToHexStringLower)]);
    }
}
