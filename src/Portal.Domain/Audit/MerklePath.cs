using System.Numerics;

namespace Portal.Domain.Audit;

/// <summary>Which subtrees' roots make up a proof (RFC 6962, sections 2.1.1 and 2.1.2).</summary>
public static class MerklePath
{
    /// <summary>That the leaf <paramref name="index"/> is in the tree of the first <paramref name="size"/> leaves; from the leaf up.</summary>
    public static IReadOnlyList<MerkleRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<MerkleRange>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            path.Add(index < middle ? new(middle, end) : new(start, middle));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>That the tree of the first <paramref name="older"/> leaves is the beginning of that of the first <paramref name="newer"/>.</summary>
    public static IReadOnlyList<MerkleRange> Consistency(long older, long newer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(older);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        var path = new List<MerkleRange>();
        var (start, end, whole) = (0L, newer, true);
        while (older != end)
        {
            var middle = start + Split(end - start);
            if (older <= middle)
            {
                path.Add(new(middle, end));
                end = middle;
            }
            else
            {
                path.Add(new(start, middle));
                (start, whole) = (middle, false);
            }
        }

        if (!whole)
        {
            path.Add(new(start, end));
        }

        path.Reverse();
        return path;
    }

    // The largest power of two below.
    private static long Split(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));
}
