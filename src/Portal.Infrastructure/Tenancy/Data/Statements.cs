using Npgsql;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>Statements of a unit of work that answer one value.</summary>
internal static class Statements
{
    public static async Task RunAsync(TenantUnitOfWork work, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(work, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<string?> TextAsync(TenantUnitOfWork work, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(work, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public static async Task<long> CountAsync(TenantUnitOfWork work, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(work, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    private static NpgsqlCommand Command(TenantUnitOfWork work, string sql, object[] values)
    {
        var command = work.Command(sql);
        command.With(values);

        // A large tenant takes its time; the caller's token is the limit.
        command.CommandTimeout = 0;
        return command;
    }
}
