using System.Numerics;

namespace Portal.Domain.Audit;

/// <summary>
/// A Merkle tree as far as it is needed to append and to know its root: the roots of its perfect subtrees, the largest first, one for each bit of its size.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _peaks = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <param name="size">Leaves.</param>
    /// <param name="peaks">As <see cref="ToBytes"/> wrote them.</param>
    /// <exception cref="ArgumentException">These are not the peaks of a tree of this size.</exception>
    public static MerkleFrontier Of(long size, ReadOnlySpan<byte> peaks)
    {
        if (size < 0 || peaks.Length != BitOperations.PopCount((ulong)size) * MerkleHash.Size)
        {
            throw new ArgumentException($"A tree of {size} leaves does not have {peaks.Length} bytes of peaks.", nameof(peaks));
        }

        var frontier = new MerkleFrontier { Size = size };
        for (var at = 0; at < peaks.Length; at += MerkleHash.Size)
        {
            frontier._peaks.Add(peaks.Slice(at, MerkleHash.Size).ToArray());
        }

        return frontier;
    }

    /// <summary>Adds a leaf.</summary>
    /// <returns>The roots of the perfect subtrees that it completes, from the smallest; often none.</returns>
    public IReadOnlyList<byte[]> Append(byte[] leafHash)
    {
        List<byte[]>? completed = null;
        var node = leafHash;
        for (var rest = Size; (rest & 1) == 1; rest >>= 1)
        {
            node = MerkleHash.Node(_peaks[^1], node);
            _peaks.RemoveAt(_peaks.Count - 1);
            (completed ??= []).Add(node);
        }

        _peaks.Add(node);
        Size++;
        return completed ?? [];
    }

    public byte[] Root()
    {
        if (_peaks.Count == 0)
        {
            return MerkleHash.Empty;
        }

        var root = _peaks[^1];
        for (var i = _peaks.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(_peaks[i], root);
        }

        return root;
    }

    public byte[] ToBytes() => [.. _peaks.SelectMany(peak => peak)];
}
