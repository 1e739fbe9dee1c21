using Npgsql;

namespace Portal.Local.Tour;

/// <summary>Looks into the tables themselves: what the API says must be what is stored.</summary>
internal sealed class TourDatabase(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync(cancellationToken) is T found ? found : default;
    }

    /// <summary>Fails unless the statement, which asks one question, is answered with yes.</summary>
    public async Task RequireAsync(string claim, string sql, CancellationToken cancellationToken, params object[] values)
    {
        if (!await ScalarAsync<bool>(sql, cancellationToken, values))
        {
            throw new TourFailure($"the database disagrees: {claim}");
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
