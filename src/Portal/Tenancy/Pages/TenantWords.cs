using Portal.Domain.Tenancy;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>A tenant's state and limits as people read them.</summary>
internal static class TenantWords
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    public static string State(string state) => Words.Read<TenantState>(state) switch
    {
        TenantState.Provisioning => "Being prepared",
        TenantState.Active => "Active",
        TenantState.Suspended => "Suspended",
        TenantState.Deleting => "Being deleted",
        _ => "Deleted",
    };

    public static string Isolation(string isolation) => Words.Read<TenantIsolation>(isolation) switch
    {
        TenantIsolation.Schema => "In tables of its own, behind row-level security",
        TenantIsolation.Database => "In a database of its own, behind row-level security",
        _ => "In shared tables, behind row-level security",
    };

    public static string Title(QuotaResource resource) => resource switch
    {
        QuotaResource.Members => "Members",
        QuotaResource.Plugins => "Installed plugins",
        QuotaResource.ConcurrentRollouts => "Rollouts at a time",
        QuotaResource.CatalogEntities => "Catalog entities",
        QuotaResource.ApiRequestsPerMinute => "API requests per minute",
        _ => "Storage",
    };

    public static string Amount(QuotaResource resource, long amount) =>
        resource == QuotaResource.StorageBytes ? Bytes(amount) : amount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    public static string Level(QuotaLevel level) => level switch
    {
        QuotaLevel.Reached => "Limit reached",
        QuotaLevel.Near => "Near the limit",
        _ => "Within the limit",
    };

    /// <summary>With one digit after the point, in units of 1,024.</summary>
    public static string Bytes(long amount)
    {
        var (value, unit) = ((decimal)amount, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }
}
