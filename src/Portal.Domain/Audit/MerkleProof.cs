namespace Portal.Domain.Audit;

/// <summary>Checks proofs as RFC 9162 does (sections 2.1.3.2 and 2.1.4.2); a proof that is malformed proves nothing and throws nothing.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf is at this place of the tree with this root.</summary>
    public static bool Includes(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (place, last, hash) = (index, size - 1, leafHash);
        foreach (var part in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleHash.Node(part, hash);
                for (; (place & 1) == 0 && place != 0; place >>= 1)
                {
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleHash.Node(hash, part);
            }

            place >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the newer tree begins with all of the older one.</summary>
    public static bool IsConsistent(long older, ReadOnlySpan<byte> olderRoot, long newer, ReadOnlySpan<byte> newerRoot, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (older <= 0 || older >= newer)
        {
            return older == newer && proof.Count == 0 && olderRoot.SequenceEqual(newerRoot);
        }

        // A perfect older tree is its own first part, and is not sent.
        var parts = (older & (older - 1)) == 0 ? proof.Prepend(olderRoot.ToArray()).ToList() : [.. proof];
        if (parts.Count == 0 || parts.Any(part => part.Length != MerkleHash.Size))
        {
            return false;
        }

        var (place, last) = (older - 1, newer - 1);
        for (; (place & 1) == 1; place >>= 1)
        {
            last >>= 1;
        }

        var (first, second) = (parts[0], parts[0]);
        foreach (var part in parts.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                (first, second) = (MerkleHash.Node(part, first), MerkleHash.Node(part, second));
                for (; (place & 1) == 0 && place != 0; place >>= 1)
                {
                    last >>= 1;
                }
            }
            else
            {
                second = MerkleHash.Node(second, part);
            }

            place >>= 1;
            last >>= 1;
        }

        return last == 0 && olderRoot.SequenceEqual(first) && newerRoot.SequenceEqual(second);
    }
}
