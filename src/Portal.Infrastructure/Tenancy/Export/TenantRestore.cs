using Npgsql;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Migrations;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Brings an archived tenant back, in this deployment or another: all of it in one transaction, or nothing.</summary>
public sealed class TenantRestore(TenantUnitOfWorks units, TenantDirectory directory, ArchivedPackages packages)
{
    /// <param name="file">The archive; must seek.</param>
    /// <param name="choices">What the platform's operator decided.</param>
    /// <param name="arrive">Runs in the same transaction once all rows are there: what this deployment does with a tenant that arrives.</param>
    /// <param name="cancellationToken">Stops; nothing is then changed.</param>
    public async Task<Result<RestoredTenant>> ExecuteAsync(
        Stream file, RestoreChoices choices, Func<TenantUnitOfWork, RestoredTenant, Task> arrive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(arrive);
        try
        {
            using var archive = await TenantArchive.OpenAsync(file, cancellationToken);
            var slug = Slug.Parse(choices.Slug ?? archive.Manifest.Tenant.Slug);
            if (!slug.Succeeded)
            {
                return slug.Error!;
            }

            await ThrowIfThereAsync(archive, slug.Value, cancellationToken);
            await using var work = await units.BeginAsPlatformAsync(archive.Tenant, cancellationToken);
            var tables = await ArchiveTables.ReadAsync(work, cancellationToken);
            var named = await ArchiveVerification.CheckAsync(archive, tables, EmbeddedMigrations.All, cancellationToken);
            var published = await packages.RestoreAsync(work, archive, choices.PublishPackages, cancellationToken);
            await ArchivedNames.EnsureAsync(work, named, cancellationToken);
            var restored = new RestoredTenant(
                archive.Tenant, slug.Value.Value, archive.Manifest.Tenant.Name, archive.Manifest.Rows, archive.Manifest.Packages.Count, published);
            await WriteAsync(work, archive, tables, slug.Value, choices.UnknownPasswordHash, cancellationToken);
            await arrive(work, restored);
            await work.CommitAsync(cancellationToken);
            return restored;
        }
        catch (ArchiveRefusedException refused)
        {
            return refused.Error;
        }
        catch (Exception failure) when (QuotaRefusal.Find(failure) is { } exceeded)
        {
            return exceeded;
        }
        catch (PostgresException refused) when (refused.SqlState is ['2', '2' or '3', ..])
        {
            // 22: a value that is none of its type. 23: a constraint, also one that is checked at the commit.
            return new ArchiveRefused("row", $"The rows do not fit{(refused.TableName is { Length: > 0 } table ? " into " + table : "")}: {refused.MessageText}. Nothing was changed.");
        }
    }

    private async Task ThrowIfThereAsync(TenantArchive archive, Slug slug, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(archive.Tenant, cancellationToken) is { } there)
        {
            throw new ArchiveRefusedException("tenant-exists", $"The tenant {archive.Tenant} is here already, as \"{there.Slug}\". An archive is imported into a deployment that does not have its tenant.");
        }

        if (await directory.FindBySlugAsync(slug.Value, cancellationToken) is not null)
        {
            throw new ArchiveRefusedException("slug-taken", $"The slug \"{slug}\" is taken by another tenant here. Choose another one with --slug.");
        }
    }

    private static async Task WriteAsync(
        TenantUnitOfWork work, TenantArchive archive, IReadOnlyList<ArchiveTable> tables, Slug slug, string passwordHash, CancellationToken cancellationToken)
    {
        await using (var tenant = work.Command(
            """
            insert into portal.tenant (id, slug, name, state, namespace, created_at, updated_at) values ($1, $2, $3, 'provisioning', $4, $5, $6)
            """))
        {
            tenant.With(archive.Tenant.Value, slug.Value, archive.Manifest.Tenant.Name, $"tenant-{slug}", archive.Manifest.Tenant.CreatedAt.ToUniversalTime(), work.Now);

            await tenant.ExecuteNonQueryAsync(cancellationToken);
        }

        // A row may refer to a later one of its own table.
        await using (var defer = work.Command("set constraints all deferred"))
        {
            await defer.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var table in tables.OrderByDescending(table => ArchiveSelection.First.Contains(table.Name)))
        {
            if (archive.Manifest.Tables.FirstOrDefault(file => file.Table == table.Name) is { Rows: > 0 } file)
            {
                await ArchivedRows.InsertAsync(work, archive, table, file, passwordHash, cancellationToken);
            }
        }
    }
}
