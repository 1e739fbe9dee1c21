namespace Portal.Domain.Tenancy;

/// <summary>What a tenant has a limited amount of.</summary>
public enum QuotaResource
{
    /// <summary>People who are not disabled.</summary>
    Members,

    /// <summary>Installations that are not removed.</summary>
    Plugins,

    /// <summary>Rollouts that have not ended.</summary>
    ConcurrentRollouts,

    /// <summary>Entities of the catalog.</summary>
    CatalogEntities,

    /// <summary>A rate, not a stock: requests to the API and actions on pages, by everyone of the tenant together.</summary>
    ApiRequestsPerMinute,

    /// <summary>Bytes of documents, files, archives that are kept, stored answers and rollouts' messages.</summary>
    StorageBytes,
}
