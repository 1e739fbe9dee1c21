using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy;

/// <summary>Reads and writes where a tenant stands, inside a platform unit of work. The row's lock puts changes in one order.</summary>
internal static class TenantStandings
{
    /// <summary>The tenant's name and standing, locked until the unit of work ends; null when there is no such tenant.</summary>
    public static async Task<(string Name, TenantStanding Standing)?> LockAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        await using var select = work.Command("select name, state, state_before, suspension_reason, delete_after from portal.tenant where id = $1 for update");
        select.Parameters.Add(new() { Value = work.Tenant.Value });
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetString(0), new(
                Enum.Parse<TenantState>(row.GetString(1), ignoreCase: true),
                row.IsDBNull(2) ? null : Enum.Parse<TenantState>(row.GetString(2), ignoreCase: true),
                row.IsDBNull(3) ? null : Enum.Parse<SuspensionReason>(row.GetString(3), ignoreCase: true),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)))
            : null;
    }

    public static async Task WriteAsync(TenantUnitOfWork work, TenantStanding standing, CancellationToken cancellationToken)
    {
        await using var update = work.Command(
            "update portal.tenant set state = $2, state_before = $3, suspension_reason = $4, delete_after = $5, state_changed_at = $6, updated_at = $6 where id = $1");
        object[] values =
        [
            work.Tenant.Value, SnakeCase.Of(standing.State.ToString()), Word(standing.StateBefore), Word(standing.Reason),
            standing.DeleteAfter is { } after ? after : DBNull.Value, work.Now,
        ];
        update.With(values);

        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    private static object Word<T>(T? value)
        where T : struct, Enum => value is { } word ? SnakeCase.Of(word.ToString()) : DBNull.Value;
}
