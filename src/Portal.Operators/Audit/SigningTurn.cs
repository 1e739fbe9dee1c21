using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Audit;

/// <summary>
/// Which of several replicas signs: whoever holds a lock in the database, for as long as its connection lasts. The lock belongs to a transaction that is left
/// open and does nothing else, so it is given back when the process dies, also through a proxy that pools transactions. It needs no Kubernetes: an outage of the
/// cluster stops no signing.
/// </summary>
internal sealed class SigningTurn(PlatformDatabase database) : IAsyncDisposable
{
    // "sign" in ASCII; nothing else locks on it.
    private const string Take = "select pg_try_advisory_xact_lock(x'7369676E'::bigint)";
    private NpgsqlConnection? _connection;

    /// <summary>Whether this process signs now. Fails with what the database fails with; then it does not.</summary>
    public async Task<bool> IsMineAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is not null)
            {
                await ExecuteAsync(_connection, "select true", cancellationToken);
                return true;
            }

            _connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await _connection.BeginTransactionAsync(cancellationToken);
            if (await ExecuteAsync(_connection, Take, cancellationToken))
            {
                return true;
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        await DisposeAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private static async Task<bool> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
