using System.Globalization;
using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>
/// The statement that binds a tenant to a transaction: row-level security, the search path to its tables, a share of its lock, and how long the
/// statements after it may take, in one round trip.
/// </summary>
internal static class TenantBinding
{
    /// <summary>What the binding fails with when the tenant lives in another database; the message is its name.</summary>
    public const string Elsewhere = "PT001";

    private const string Bind = "select portal.bind_tenant($1)";

    // Milliseconds, for this transaction only.
    private const string BindForShort = "select portal.bind_tenant($1), set_config('statement_timeout', $2, true)";

    // Long enough to wait out the move of a large tenant.
    private const int Seconds = 120;

    /// <param name="connection">Whose transaction.</param>
    /// <param name="transaction">With nothing before in it that reads a tenant's rows.</param>
    /// <param name="tenant">Who is bound.</param>
    /// <param name="longest">
    /// How long each later statement may take. It does not count for this one, which PostgreSQL has begun to time by then: it may have to wait for a move.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The tenant's state; null while it is being signed up.</returns>
    public static async Task<TenantState?> BindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TenantId tenant, TimeSpan? longest, CancellationToken cancellationToken)
    {
        await using var bind = new NpgsqlCommand(longest is null ? Bind : BindForShort, connection, transaction) { CommandTimeout = Seconds };
        bind.Parameters.Add(new() { Value = tenant.Value });
        if (longest is { } span)
        {
            bind.Parameters.Add(new() { Value = ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) });
        }

        if (SessionStatements.ArePrepared(connection))
        {
            await bind.PrepareAsync(cancellationToken);
        }

        return await bind.ExecuteScalarAsync(cancellationToken) is string word ? Enum.Parse<TenantState>(word, ignoreCase: true) : null;
    }
}
