using System.Collections.Concurrent;
using Npgsql;

namespace Portal.Infrastructure.Database;

/// <summary>
/// Whether the statements of every transaction are prepared. Once one is, the driver also resets a connection that goes back to the pool step by step:
/// DISCARD ALL, which it sends otherwise, throws away the plans of all functions and triggers, and each transaction would make them anew.
/// </summary>
internal static class SessionStatements
{
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <summary>Not behind a proxy that pools transactions, which the connection string tells by <c>No Reset On Close</c>: there the session is everybody's.</summary>
    public static bool ArePrepared(NpgsqlConnection connection) =>
        Known.GetOrAdd(connection.ConnectionString, text => !new NpgsqlConnectionStringBuilder(text).NoResetOnClose);
}
