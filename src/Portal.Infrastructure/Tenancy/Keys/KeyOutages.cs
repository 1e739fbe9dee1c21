using Portal.Infrastructure.Tenancy.Keys.Http;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>Whether the key services answer, as far as they were asked: for health.</summary>
public sealed class KeyOutages
{
    private readonly IReadOnlyList<KeyService> _services;

    internal KeyOutages(IReadOnlyList<KeyService> services) => _services = services;

    /// <summary>A sentence for each service that does not answer; for platform staff.</summary>
    public IReadOnlyList<string> All => [.. _services.Where(service => service.Outage is not null).Select(service => $"{service.Provider}: {service.Outage}")];
}
