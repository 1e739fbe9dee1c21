using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>
/// The statement that binds a tenant to a transaction: row-level security, the search path to its tables, and a share of its lock, in one round trip.
/// </summary>
internal static class TenantBinding
{
    /// <summary>What the binding fails with when the tenant lives in another database; the message is its name.</summary>
    public const string Elsewhere = "PT001";

    // Long enough to wait out the move of a large tenant.
    private const int Seconds = 120;

    /// <returns>The tenant's state; null while it is being signed up.</returns>
    public static async Task<TenantState?> BindAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var bind = new NpgsqlCommand("select portal.bind_tenant($1)", connection, transaction) { CommandTimeout = Seconds };
        bind.Parameters.Add(new() { Value = tenant.Value });
        return await bind.ExecuteScalarAsync(cancellationToken) is string word ? Enum.Parse<TenantState>(word, ignoreCase: true) : null;
    }
}
