using Portal.Domain.Billing;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Plugins;

/// <summary>Who may publish, under which name and at which share.</summary>
public sealed class PublisherDirectory(PlatformDatabase database, TimeProvider time)
{
    /// <summary>Registers a publisher; one that is there keeps its id and its share.</summary>
    public async Task RegisterAsync(string slug, string name, BasisPoints share, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(
            """
            insert into portal.publisher (id, slug, name, share_basis_points, created_at) values ($1, $2, $3, $4, $5)
            on conflict (slug) do update set name = excluded.name
            """);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(time.GetUtcNow()) });
        command.Parameters.Add(new() { Value = slug });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = share.Value });
        command.Parameters.Add(new() { Value = PostgresClock.Now(time) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Within a unit of work begun as platform; a publisher that is there is left as it is.</summary>
    public static async Task EnsureAsync(TenantUnitOfWork work, string slug, string name, BasisPoints share, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var command = work.Command(
            "insert into portal.publisher (id, slug, name, share_basis_points, created_at) values ($1, $2, $3, $4, $5) on conflict (slug) do nothing");
        command.With(work.NewId(), slug, name, share.Value, work.Now);

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
