using System.Globalization;
using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Reads the database's refusal of what would go beyond a limit (see <c>portal.count_quota</c>).</summary>
public static class QuotaRefusal
{
    private const string State = "PQ001";

    /// <summary>The refusal, also where EF wrapped it; null for any other failure.</summary>
    public static QuotaExceeded? Find(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return (failure as PostgresException ?? failure.InnerException as PostgresException) is { SqlState: State, ConstraintName: { } resource } refused
            && refused.MessageText.Split(' ') is ["quota", var limit, var used]
                ? new(QuotaNames.Read(resource), long.Parse(limit, CultureInfo.InvariantCulture), long.Parse(used, CultureInfo.InvariantCulture))
                : null;
    }
}
