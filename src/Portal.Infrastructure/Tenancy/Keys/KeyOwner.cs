using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>Whose key is wrapped; authenticated with it, and part of the name of the key-encryption key.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
public readonly record struct KeyOwner(string Name)
{
    /// <summary>The deployment's own: what ASP.NET Data Protection keeps.</summary>
    public static KeyOwner DataProtection { get; } = new("data-protection");

    public static KeyOwner Of(TenantId tenant) => new($"tenant-{tenant.Value:n}");

    public override string ToString() => Name;
}
