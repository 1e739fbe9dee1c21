using System.Security.Cryptography;
using Portal.Domain.Audit;

namespace Portal.Domain.Tests.Audit;

/// <summary>The tree against the definition of RFC 6962, written down as it stands there, and against the vectors of Certificate Transparency's own tests.</summary>
public sealed class MerkleTests
{
    // merkletree tests of google/certificate-transparency: eight leaves, and the root after each.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_OfTheKnownLeaves_IsTheKnownOne()
    {
        Convert.ToHexStringLower(MerkleHash.Empty).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        var frontier = new MerkleFrontier();
        Leaves.Select(leaf =>
        {
            frontier.Append(MerkleHash.Leaf(Convert.FromHexString(leaf)));
            return Convert.ToHexStringLower(frontier.Root());
        }).ShouldBe(Roots);
    }

    [Fact]
    public void Append_ToAnyTree_KeepsWhatTheDefinitionSays()
    {
        var leaves = Random(260);
        var frontier = new MerkleFrontier();
        for (var size = 1; size <= leaves.Count; size++)
        {
            var completed = frontier.Append(leaves[size - 1]);
            frontier.Root().ShouldBe(Root(leaves[..size]));
            completed.ShouldBe(Enumerable.Range(1, int.TrailingZeroCount(size)).Select(height => Root(leaves[(size - (1 << height))..size])));
            frontier = MerkleFrontier.Of(size, frontier.ToBytes());
        }
    }

    [Fact]
    public void Inclusion_OfEveryLeafInEveryTree_IsTheOraclesAndHolds()
    {
        var leaves = Random(70);
        for (var size = 1; size <= leaves.Count; size++)
        {
            var root = Root(leaves[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = Proof(leaves, MerklePath.Inclusion(index, size));
                proof.ShouldBe(Path(index, leaves[..size]));
                MerkleProof.Includes(leaves[index], index, size, proof, root).ShouldBeTrue();
                MerkleProof.Includes(leaves[(index + 1) % leaves.Count], index, size, proof, root).ShouldBeFalse();
                MerkleProof.Includes(leaves[index], (index + 1) % size, size, proof, root).ShouldBe(size == 1);
                MerkleProof.Includes(leaves[index], index, size, [.. proof, root], root).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Consistency_OfEveryPairOfTrees_IsTheOraclesAndHolds()
    {
        var leaves = Random(70);
        for (var newer = 1; newer <= leaves.Count; newer++)
        {
            for (var older = 1; older <= newer; older++)
            {
                var (before, after) = (Root(leaves[..older]), Root(leaves[..newer]));
                var proof = Proof(leaves, MerklePath.Consistency(older, newer));
                proof.ShouldBe(Subproof(older, leaves[..newer], whole: true));
                MerkleProof.IsConsistent(older, before, newer, after, proof).ShouldBeTrue($"{older} to {newer}");
                MerkleProof.IsConsistent(older, leaves[0][..31].Append((byte)0).ToArray(), newer, after, proof).ShouldBeFalse();
                MerkleProof.IsConsistent(older, before, newer, MerkleHash.Empty, proof).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void IsConsistent_OfTwoHistoriesThatFork_IsFalse()
    {
        var (ours, theirs) = (Random(40), Random(40));
        theirs = [.. ours[..20], .. theirs[20..]];
        MerkleProof.IsConsistent(30, Root(ours[..30]), 40, Root(theirs), Proof(theirs, MerklePath.Consistency(30, 40))).ShouldBeFalse();
        MerkleProof.IsConsistent(20, Root(ours[..20]), 40, Root(theirs), Proof(theirs, MerklePath.Consistency(20, 40))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, 31)]
    [InlineData(3, 32)]
    [InlineData(-1, 0)]
    public void Of_PeaksOfAnotherSize_Throws(long size, int bytes) => Should.Throw<ArgumentException>(() => MerkleFrontier.Of(size, new byte[bytes]));

    private static List<byte[]> Random(int count) => [.. Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(32))];

    // Roots of ranges by way of the perfect subtrees that records keep.
    private static List<byte[]> Proof(List<byte[]> leaves, IReadOnlyList<MerkleRange> path) =>
        [.. path.Select(range => range.Root((last, height) => Root(leaves.GetRange((int)last + 1 - (1 << height), 1 << height))))];

    private static byte[] Root(List<byte[]> leaves) => leaves.Count switch
    {
        0 => MerkleHash.Empty,
        1 => leaves[0],
        var n => MerkleHash.Node(Root(leaves[..Split(n)]), Root(leaves[Split(n)..])),
    };

    private static List<byte[]> Path(int index, List<byte[]> leaves) => leaves.Count == 1 ? [] : index < Split(leaves.Count)
        ? [.. Path(index, leaves[..Split(leaves.Count)]), Root(leaves[Split(leaves.Count)..])]
        : [.. Path(index - Split(leaves.Count), leaves[Split(leaves.Count)..]), Root(leaves[..Split(leaves.Count)])];

    private static List<byte[]> Subproof(int older, List<byte[]> leaves, bool whole) => older == leaves.Count ? whole ? [] : [Root(leaves)] : older <= Split(leaves.Count)
        ? [.. Subproof(older, leaves[..Split(leaves.Count)], whole), Root(leaves[Split(leaves.Count)..])]
        : [.. Subproof(older - Split(leaves.Count), leaves[Split(leaves.Count)..], false), Root(leaves[..Split(leaves.Count)])];

    private static int Split(int leaves) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves) / 2;
}
