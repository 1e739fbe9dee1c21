using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Audit;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Tests.Audit;

public sealed class AuditProofTests
{
    private const int Place = 2;
    private static readonly TenantId Tenant = new(Guid.Parse("01890000-0000-7000-8000-000000000001"));
    private static readonly NoteKey Key = new("portal-audit", new byte[32]);

    [Fact]
    public void Refute_OfAProofThatHolds_HasNothingToSay() => Refute(Proof()).ShouldBeNull();

    [Fact]
    public void Refute_OfAChangedRecord_SaysSo() =>
        Refute(Proof(proof => proof["leaf"] = ((string)proof["leaf"]!).Replace("two", "too", StringComparison.Ordinal))).ShouldStartWith("The record does not lead to the root of the 5 leaves");

    [Fact]
    public void Refute_OfAnotherPlace_SaysSo() => Refute(Proof(proof => proof["index"] = 3)).ShouldStartWith("The record does not lead to the root");

    [Fact]
    public void Refute_OfAStrangersSignature_SaysSo() => Refute(Proof(), new NoteKey("portal-audit", [.. Enumerable.Repeat((byte)1, 32)])).ShouldNotBeNull().ShouldContain("signed by none of the keys given");

    [Fact]
    public void Refute_OfACheckpointOfAnotherTenant_SaysSo() =>
        Refute(Proof(tenant: new(Guid.Parse("01890000-0000-7000-8000-000000000002")))).ShouldBe("The record and the checkpoint are of different tenants.");

    [Fact]
    public void Refute_BeforeACheckpointIsSigned_SaysToComeBack() => Refute(Proof(proof => proof["checkpoint"] = null)).ShouldNotBeNull().ShouldContain("a minute later");

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"leaf\":1,\"checkpoint\":\"x\"}")]
    [InlineData("no json")]
    public void Refute_OfSomethingElse_IsRefused(string file) => Should.Throw<FormatException>(() => AuditProof.Refute(Encoding.UTF8.GetBytes(file), [Key], new Signer()));

    private static string? Refute(JsonObject proof, NoteKey? key = null) => AuditProof.Refute(JsonSerializer.SerializeToUtf8Bytes(proof), [key ?? Key], new Signer());

    // As the API answers: the third of five records.
    private static JsonObject Proof(Action<JsonObject>? change = null, TenantId? tenant = null)
    {
        var leaves = new[] { "zero", "one", "two", "three", "four" }.Select(word => $$"""{"action":"{{word}}","tenant":"{{Tenant}}"}""").ToList();
        var hashes = leaves.ConvertAll(leaf => MerkleHash.Leaf(Encoding.UTF8.GetBytes(leaf)));
        var left = MerkleHash.Node(hashes[0], hashes[1]);
        var root = MerkleHash.Node(MerkleHash.Node(left, MerkleHash.Node(hashes[2], hashes[3])), hashes[4]);
        var checkpoint = new AuditCheckpoint(tenant ?? Tenant, leaves.Count, root).Text;
        var proof = new JsonObject
        {
            ["leaf"] = leaves[Place],
            ["index"] = Place,
            ["path"] = new JsonArray([.. new[] { hashes[3], left, hashes[4] }.Select(hash => JsonValue.Create(Convert.ToHexStringLower(hash)))]),
            ["checkpoint"] = SignedNote.Write(checkpoint, Key, Signer.Sign(Key.PublicKey, Encoding.UTF8.GetBytes(checkpoint))),
        };
        change?.Invoke(proof);
        return proof;
    }

    /// <summary>Stands for Ed25519, which the rules do not know: whoever has the key can make and check.</summary>
    private sealed class Signer : ISignatureVerifier
    {
        public static byte[] Sign(byte[] key, byte[] message) => HMACSHA512.HashData(key, message);

        public bool Verify(byte[] publicKey, byte[] message, byte[] signature) => Sign(publicKey, message).AsSpan().SequenceEqual(signature);
    }
}
