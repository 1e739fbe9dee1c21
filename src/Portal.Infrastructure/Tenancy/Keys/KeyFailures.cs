using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>The failures of providers, typed.</summary>
internal static class KeyFailures
{
    public static KeyFailureException Away(string provider, string reason, Exception? inner = null) => new(new KeysUnavailable(provider, reason), inner);

    public static KeyFailureException Destroyed(KeyOwner owner) => new(new KeyDestroyed(owner.Name));
}
