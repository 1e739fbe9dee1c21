using Npgsql;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Reads what <see cref="BackupBook"/> keeps.</summary>
public sealed class BackupDirectory(PlatformDatabase database)
{
    private const string Columns = "select name, cause, state, started_at, finished_at, bytes, row_count, databases, verified_at, error from portal.backup";

    /// <summary>Younger ones first.</summary>
    /// <param name="before">Only those begun before.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<BackupLine>> ListAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"{Columns} where started_at < $1 order by started_at desc limit $2");
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = most });
        var lines = new List<BackupLine>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(Line(reader));
        }

        return lines;
    }

    /// <summary>How the deployment stands with its backups.</summary>
    public async Task<BackupStanding> StandingAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(
            """
            select (select max(started_at) from portal.backup where state = 'ready' and verified_at is not null),
                (select every_seconds from portal.backup where cause = 'schedule' order by started_at desc limit 1),
                (select max(started_at) from portal.backup where cause = 'schedule'),
                (select state from portal.backup where cause = 'schedule' order by started_at desc limit 1)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(
            reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0),
            reader.IsDBNull(1) ? null : TimeSpan.FromSeconds(reader.GetInt64(1)),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2),
            !reader.IsDBNull(3) && reader.GetString(3) == "failed");
    }

    private static BackupLine Line(NpgsqlDataReader row) => new(
        row.GetString(0), Enum.Parse<BackupCause>(row.GetString(1), ignoreCase: true), Enum.Parse<BackupState>(row.GetString(2), ignoreCase: true), row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetInt32(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), row.IsDBNull(9) ? null : row.GetString(9));
}
