using Npgsql;

namespace Portal.Testing;

/// <summary>Statements of the tests' own making.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
