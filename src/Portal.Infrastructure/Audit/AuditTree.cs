using Portal.Domain.Audit;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Audit;

/// <summary>Proofs out of a tenant's records, each of which keeps the roots of the subtrees that it completes.</summary>
public sealed class AuditTree
{
    private readonly TenantUnitOfWork _work;

    private AuditTree(TenantUnitOfWork work, AuditHeadRow head) => (_work, Head) = (work, head);

    public AuditHeadRow Head { get; }

    public long Size => Head.Size;

    public byte[] Root => MerkleFrontier.Of(Head.Size, Head.Frontier).Root();

    /// <summary>Null when the tenant has no tree (yet).</summary>
    public static async Task<AuditTree?> ReadAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await AuditHead.ReadAsync(work, cancellationToken) is { FirstSequence: not null } head ? new(work, head) : null;
    }

    /// <summary>That the leaf is in the tree of the first <paramref name="size"/> leaves.</summary>
    public Task<IReadOnlyList<byte[]>> InclusionAsync(long index, long size, CancellationToken cancellationToken) =>
        RootsAsync(MerklePath.Inclusion(index, size), cancellationToken);

    /// <summary>That one tree is the beginning of the other.</summary>
    public Task<IReadOnlyList<byte[]>> ConsistencyAsync(long older, long newer, CancellationToken cancellationToken) =>
        RootsAsync(MerklePath.Consistency(older, newer), cancellationToken);

    /// <summary>The root when it had so many leaves.</summary>
    public async Task<byte[]> RootAtAsync(long size, CancellationToken cancellationToken) => (await RootsAsync([new(0, size)], cancellationToken))[0];

    /// <summary>Hashes of leaves, 32 bytes each, from one on.</summary>
    public async Task<byte[]> LeavesAsync(long from, int count, CancellationToken cancellationToken)
    {
        await using var select = _work.Command("select hash from audit_record where tenant_id = $1 and sequence >= $2 order by sequence limit $3");
        select.Parameters.Add(new() { Value = _work.Tenant.Value });
        select.Parameters.Add(new() { Value = Head.FirstSequence!.Value + from });
        select.Parameters.Add(new() { Value = count });
        using var hashes = new MemoryStream();
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            hashes.Write(rows.GetFieldValue<byte[]>(0));
        }

        return hashes.ToArray();
    }

    private async Task<IReadOnlyList<byte[]>> RootsAsync(IReadOnlyList<MerkleRange> ranges, CancellationToken cancellationToken)
    {
        var first = Head.FirstSequence!.Value;
        var found = new Dictionary<long, (byte[] Hash, byte[] Nodes)>();
        await using (var select = _work.Command("select sequence, hash, nodes from audit_record where tenant_id = $1 and sequence = any($2)"))
        {
            select.Parameters.Add(new() { Value = _work.Tenant.Value });
            select.Parameters.Add(new() { Value = ranges.SelectMany(range => range.Perfect()).Select(part => part.Last + first).Distinct().ToArray() });
            await using var rows = await select.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                found[rows.GetInt64(0) - first] = (rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
            }
        }

        return [.. ranges.Select(range => range.Root(Perfect))];

        // A row that is gone or cut short gives a root that nothing agrees with.
        byte[] Perfect(long last, int height) => found.TryGetValue(last, out var row)
            ? height == 0 ? row.Hash : row.Nodes.Skip((height - 1) * MerkleHash.Size).Take(MerkleHash.Size).ToArray() is { Length: MerkleHash.Size } node ? node : MerkleHash.Empty
            : MerkleHash.Empty;
    }
}
