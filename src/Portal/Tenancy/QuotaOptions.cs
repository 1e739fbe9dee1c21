using Portal.Domain.Tenancy;

namespace Portal.Tenancy;

/// <summary>What a tenant may have where nothing else was agreed with it. Bound from the section <c>Quotas</c>; zero means none at all.</summary>
internal sealed class QuotaOptions
{
    public const string SectionName = "Quotas";

    /// <summary>People who are not disabled. <value>Default: 1,000.</value></summary>
    public long Members { get; set; } = 1000;

    /// <summary>Installed plugins. <value>Default: 200.</value></summary>
    public long Plugins { get; set; } = 200;

    /// <summary>Rollouts that have not ended. <value>Default: 25.</value></summary>
    public long ConcurrentRollouts { get; set; } = 25;

    /// <summary>Entities of the catalog. <value>Default: 100,000.</value></summary>
    public long CatalogEntities { get; set; } = 100_000;

    /// <summary>Requests to the API and actions on pages, by everyone of the tenant together, at least 1. <value>Default: 12,000 per minute.</value></summary>
    public long ApiRequestsPerMinute { get; set; } = 12_000;

    /// <summary>Documents, files, stored answers. <value>Default: 10,737,418,240 bytes, 10 GiB.</value></summary>
    public long StorageBytes { get; set; } = 10_737_418_240;

    public IEnumerable<(QuotaResource Resource, long Limit)> All =>
    [
        (QuotaResource.Members, Members), (QuotaResource.Plugins, Plugins), (QuotaResource.ConcurrentRollouts, ConcurrentRollouts),
        (QuotaResource.CatalogEntities, CatalogEntities), (QuotaResource.ApiRequestsPerMinute, ApiRequestsPerMinute), (QuotaResource.StorageBytes, StorageBytes),
    ];
}
