using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Portal.Access;

/// <summary>Password hashes: PBKDF2-HMAC-SHA512 by ASP.NET Core Identity's hasher.</summary>
internal sealed class Passwords
{
    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> _hasher;
    private readonly Lazy<string> _decoy;

    public Passwords(PasswordWork work)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = work.Iterations }));
        _decoy = new(() => Hash(Guid.NewGuid().ToString()));
    }

    public string Hash(string password) => _hasher.HashPassword(Nobody, password);

    /// <summary>Takes as long for a person who does not exist (null) as for one who does.</summary>
    public bool Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword(Nobody, hash ?? _decoy.Value, password) != PasswordVerificationResult.Failed && hash is not null;
}
