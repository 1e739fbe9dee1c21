using System.Numerics;

namespace Portal.Domain.Audit;

/// <summary>The leaves of a subtree, of which the root is wanted.</summary>
/// <param name="Start">Its first leaf, from zero.</param>
/// <param name="End">The leaf after its last.</param>
public readonly record struct MerkleRange(long Start, long End)
{
    /// <summary>The perfect subtrees that it consists of, from the left: the place of the leaf that completes each, and its height.</summary>
    public IEnumerable<(long Last, int Height)> Perfect()
    {
        for (var (at, rest) = (Start, End - Start); rest > 0;)
        {
            var height = BitOperations.Log2((ulong)rest);
            at += 1L << height;
            rest -= 1L << height;
            yield return (at - 1, height);
        }
    }

    /// <summary>Its root, made of its perfect subtrees'.</summary>
    public byte[] Root(Func<long, int, byte[]> perfect)
    {
        ArgumentNullException.ThrowIfNull(perfect);
        var parts = Perfect().Select(part => perfect(part.Last, part.Height)).ToList();
        var root = parts[^1];
        for (var i = parts.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(parts[i], root);
        }

        return root;
    }
}
