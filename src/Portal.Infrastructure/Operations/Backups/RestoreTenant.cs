using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Data;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>
/// Brings one tenant of a backup into the running deployment, which goes on serving everybody else. All of it happens in one transaction that holds the
/// tenant's lock, with a record in its log and in the platform's: cut off anywhere, nothing has changed.
/// </summary>
public sealed class RestoreTenant
{
    private readonly IOptions<BackupOptions> _options;
    private readonly IOptions<DatabaseOptions> _databases;
    private readonly IDatabaseTools _tools;
    private readonly TenantUnitOfWorks _units;
    private readonly TenantDirectory _directory;

    internal RestoreTenant(IOptions<BackupOptions> options, IOptions<DatabaseOptions> databases, IDatabaseTools tools, TenantUnitOfWorks units, TenantDirectory directory) =>
        (_options, _databases, _tools, _units, _directory) = (options, databases, tools, units, directory);

    /// <param name="folder">Of the backup.</param>
    /// <param name="key">File of the key that opens it; null takes the settings'.</param>
    /// <param name="slug">The tenant's, in the backup.</param>
    /// <param name="newSlug">Another address for one that is absent here.</param>
    /// <param name="arrive">Runs in the same transaction once all rows are there: what this deployment does with a tenant that comes back.</param>
    /// <param name="cancellationToken">Stops; nothing is then changed.</param>
    /// <exception cref="BackupRefusedException">It is not restored; nothing has changed.</exception>
    public async Task<RestoredTenantRows> ExecuteAsync(
        string folder, string? key, string slug, string? newSlug, Func<TenantUnitOfWork, RestoredTenantRows, Task> arrive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arrive);
        var backup = OpenedBackup.Open(folder, BackupKeys.Opener(_options.Value, key));
        await BackupCheck.RunAsync(backup, _tools, cancellationToken);
        await using var old = await TenantInBackup.BringAsync(backup, slug, BackupSources.Writers(_databases.Value)[0].ConnectionString, _tools, cancellationToken);
        await using var from = await _units.BeginAtAsync(old.Source, old.Id, cancellationToken);
        await using var to = await _units.BeginAsPlatformAsync(old.Id, cancellationToken);
        try
        {
            await TenantLock.TakeAsync(to, cancellationToken);
            var there = await FindAsync(to, slug, newSlug, cancellationToken);
            var (rows, strange) = there is null
                ? (await TenantRowsRestore.AddAsync(from, to, newSlug ?? slug, cancellationToken), [])
                : await TenantRowsRestore.ReplaceAsync(from, to, cancellationToken);
            var restored = new RestoredTenantRows(old.Id, there?.Slug ?? newSlug ?? slug, rows, old.AsOf, there is not null, strange);
            await arrive(to, restored);
            var detail = new Dictionary<string, string>
            {
                ["backup"] = backup.Manifest.Name, ["asOf"] = restored.AsOf.ToString("O", CultureInfo.InvariantCulture), ["rows"] = rows.ToString(CultureInfo.InvariantCulture),
            };
            to.Audit(TransitionActor.System(old.Id, "Platform staff", "").Caller, new("tenant.restored", "tenant", old.Id.ToString(), restored.Slug, detail));
            await PlatformLog.WriteAsync(to.Command, new(to.Now, LifecycleActor.System, "", "tenant.restored", old.Id, detail, ""), cancellationToken);
            await to.CommitNowAsync(cancellationToken);
            return restored;
        }
        catch (PostgresException refused) when (refused.SqlState is ['2', '3', ..])
        {
            throw new BackupRefusedException("tenant", $"The rows of \"{slug}\" do not fit into this deployment{(refused.TableName is { Length: > 0 } table ? $" (table {table})" : "")}: {refused.MessageText}. Nothing was changed.");
        }
    }

    private async Task<TenantInfo?> FindAsync(TenantUnitOfWork to, string slug, string? newSlug, CancellationToken cancellationToken)
    {
        var wanted = Slug.Parse(newSlug ?? slug);
        if (!wanted.Succeeded)
        {
            throw new BackupRefusedException("tenant", wanted.Error!.Detail);
        }

        if (await _directory.FindAsync(to.Tenant, cancellationToken) is not { } there)
        {
            return await _directory.FindBySlugAsync(wanted.Value.Value, cancellationToken) is null
                ? null
                : throw new BackupRefusedException("tenant", $"Another tenant has the slug \"{wanted.Value.Value}\" here. Choose another one with --as.");
        }

        // Where it lives: the shared database's copy of the row of a tenant with a database of its own may be seconds old.
        var state = await Statements.TextAsync(to, "select state from portal.tenant where id = $1", cancellationToken, to.Tenant.Value);
        return Enum.Parse<TenantState>(state!, ignoreCase: true) switch
        {
            _ when newSlug is not null => throw new BackupRefusedException(
                "tenant", $"The tenant is here, as \"{there.Slug}\": its log and its keys name it, so it cannot be here twice. Restore it without --as, or into another deployment."),
            TenantState.Suspended => there,
            TenantState.Deleted => throw new BackupRefusedException(
                "tenant", $"The tenant \"{there.Slug}\" was deleted for good, and a certificate says so. It is not brought back into this deployment."),
            TenantState.Deleting => throw new BackupRefusedException(
                "tenant", $"The tenant \"{there.Slug}\" is about to be deleted. Cancel the deletion, suspend it, then restore it."),
            _ => throw new BackupRefusedException("tenant", $"The tenant \"{there.Slug}\" is being served. Suspend it first (platform page, or POST /api/v1/platform/tenants/{to.Tenant}/suspensions): its people would lose what they do meanwhile."),
        };
    }
}
