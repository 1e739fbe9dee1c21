using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Operations.Processes;

/// <summary>The processes that make up this deployment.</summary>
public sealed class ProcessDirectory(PlatformDatabase database, TimeProvider time)
{
    /// <summary>After so long without a word a process is taken to be gone.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<IReadOnlyList<ReportedProcess>> ListAsync(CancellationToken cancellationToken)
    {
        var now = PostgresClock.Now(time);
        await using var select = database.Source.CreateCommand(
            "select id, kind, machine, version, status, parts, started_at, seen_at from portal.process order by kind, started_at limit 500");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var found = new List<ReportedProcess>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var seen = reader.GetFieldValue<DateTimeOffset>(7);
            found.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Enum.Parse<ProcessStatus>(reader.GetString(4), ignoreCase: true),
                JsonSerializer.Deserialize<ProcessPart[]>(reader.GetString(5), Json)!, reader.GetFieldValue<DateTimeOffset>(6), seen, now - seen > SilentAfter));
        }

        return found;
    }

    /// <summary>
    /// Says how a process does, marks those that fell silent, and forgets those silent for long. One that a younger process of the same kind replaced on its
    /// machine, as a container that is started again in its pod, is forgotten as soon as it is silent: nobody needs to look for it.
    /// </summary>
    internal async Task SayAsync(ReportedProcess self, CancellationToken cancellationToken)
    {
        await using var upsert = database.Source.CreateCommand(
            """
            with
                forgotten as (
                    delete from portal.process
                    where id <> $1 and (seen_at < $9 or seen_at < $10 and kind = $2 and machine = $3 and started_at < $7)),
                noticed as (
                    update portal.process set is_silent = true
                    where id <> $1 and not is_silent and seen_at < $10 and seen_at >= $9 and not (kind = $2 and machine = $3 and started_at < $7))
            insert into portal.process (id, kind, machine, version, status, parts, started_at, seen_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
            on conflict (id) do update set status = excluded.status, parts = excluded.parts, seen_at = excluded.seen_at, is_silent = false
            """);
        upsert.With(
            self.Id, self.Kind, self.Machine, self.Version, SnakeCase.Of(self.Status.ToString()), JsonSerializer.Serialize(self.Parts, Json), self.StartedAt, self.SeenAt,
            self.SeenAt - ForgottenAfter, self.SeenAt - SilentAfter);
        await upsert.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task LeaveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var delete = database.Source.CreateCommand("delete from portal.process where id = $1");
        delete.Parameters.Add(new() { Value = id });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}
