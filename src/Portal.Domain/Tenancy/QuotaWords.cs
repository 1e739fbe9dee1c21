using System.Diagnostics;

namespace Portal.Domain.Tenancy;

/// <summary>What is limited, as people read it.</summary>
public static class QuotaWords
{
    public static string Of(QuotaResource resource) => resource switch
    {
        QuotaResource.Members => "members",
        QuotaResource.Plugins => "installed plugins",
        QuotaResource.ConcurrentRollouts => "rollouts at a time",
        QuotaResource.CatalogEntities => "catalog entities",
        QuotaResource.ApiRequestsPerMinute => "API requests per minute",
        QuotaResource.StorageBytes => "bytes of storage",
        _ => throw new UnreachableException($"No words for {resource}"),
    };

    /// <summary>What a person can do when nothing is left.</summary>
    public static string WayOut(QuotaResource resource) => resource switch
    {
        QuotaResource.Members => "Disable members who have left",
        QuotaResource.Plugins => "Uninstall plugins that nobody uses",
        QuotaResource.ConcurrentRollouts => "Wait until a rollout has ended",
        QuotaResource.CatalogEntities => "Remove entities that are gone",
        QuotaResource.ApiRequestsPerMinute => "Send fewer requests",
        QuotaResource.StorageBytes => "Remove what is no longer needed",
        _ => throw new UnreachableException($"No way out for {resource}"),
    };
}
