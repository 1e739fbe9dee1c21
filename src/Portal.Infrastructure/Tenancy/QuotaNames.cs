using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Resources as the tables name them: <c>concurrent_rollouts</c>.</summary>
public static class QuotaNames
{
    public static string Write(QuotaResource resource) => SnakeCase.Of(resource.ToString());

    /// <exception cref="ArgumentException">The tables name something that this version does not know.</exception>
    public static QuotaResource Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Enum.Parse<QuotaResource>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
    }
}
