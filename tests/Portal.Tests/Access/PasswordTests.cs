using System.Buffers.Binary;
using Microsoft.Extensions.DependencyInjection;
using Portal.Access;

namespace Portal.Tests.Access;

/// <summary>What a password is stored as. The other tests run with cheap hashes; the product may not.</summary>
public sealed class PasswordTests
{
    [Fact]
    public void Hash_AsTheProductRegistersIt_IsPbkdf2WithSha512And210000Iterations()
    {
        var services = new ServiceCollection();
        services.AddAccess();
        using var provider = services.BuildServiceProvider();
        var stored = Convert.FromBase64String(provider.GetRequiredService<Passwords>().Hash("correct horse battery staple"));

        // ASP.NET Core Identity, format 3: marker, pseudo-random function (2 is HMAC-SHA512), iterations, length of the salt in bytes; big-endian.
        stored[0].ShouldBe((byte)1);
        BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(1)).ShouldBe(2u);
        BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(5)).ShouldBe(210_000u);
        BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(9)).ShouldBe(16u);
    }

    [Fact]
    public void Verify_AnotherPasswordOrNobody_IsFalse()
    {
        var passwords = new Passwords(new PasswordWork(1_000));
        var hash = passwords.Hash("correct horse battery staple");

        passwords.Verify(hash, "correct horse battery staple").ShouldBeTrue();
        passwords.Verify(hash, "correct horse battery stapl").ShouldBeFalse();
        passwords.Verify(null, "correct horse battery staple").ShouldBeFalse();
    }
}
