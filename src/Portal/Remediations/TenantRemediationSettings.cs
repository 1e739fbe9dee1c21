using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Remediations;

namespace Portal.Remediations;

/// <summary>Reads and replaces what a tenant lets be done by itself. Only the version that was read is replaced.</summary>
internal sealed class TenantRemediationSettings(TenantUnitOfWorks units)
{
    public async Task<Result<RemediationSettingsView>> FindAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        return View(await work.Db.Set<RemediationSettingRow>().AsNoTracking().SingleOrDefaultAsync(cancellationToken));
    }

    /// <param name="caller">Who asks.</param>
    /// <param name="draft">The settings; what is left out is the default.</param>
    /// <param name="version">The one that was read; null or empty is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<RemediationSettingsView>> ReplaceAsync(Caller caller, RemediationSettingsDraft draft, string? version, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        if (string.IsNullOrEmpty(version))
        {
            return new VersionMissing("remediation settings");
        }

        var settings = RemediationSettingsRules.Check(draft);
        if (!settings.Succeeded)
        {
            return settings.Error!;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var row = await work.Db.Set<RemediationSettingRow>().SingleOrDefaultAsync(cancellationToken);
        if (version != (row?.Version ?? 0).ToString(CultureInfo.InvariantCulture))
        {
            return new RemediationSettingsChanged();
        }

        var before = row?.Document;
        row = Write(work, caller, row, RemediationJson.Write(settings.Value));
        work.Audit(caller, new("remediation-settings.changed", "remediation-settings", caller.Tenant.ToString(), "Remediation settings", new Dictionary<string, string>())
        {
            Changes = [new("settings", before, row.Document)],
        });
        work.Publish(Topic.Remediation, "");
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (clash is DbUpdateConcurrencyException || clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new RemediationSettingsChanged();
        }

        return View(row);
    }

    private static RemediationSettingRow Write(TenantUnitOfWork work, Caller caller, RemediationSettingRow? row, string document)
    {
        if (row is null)
        {
            row = new RemediationSettingRow { TenantId = work.Tenant, Version = 1, Document = document, UpdatedBy = caller.Id, UpdatedAt = work.Now };
            work.Db.Add(row);
            return row;
        }

        (row.Version, row.Document, row.UpdatedBy, row.UpdatedAt) = (row.Version + 1, document, caller.Id, work.Now);
        return row;
    }

    private static RemediationSettingsView View(RemediationSettingRow? row) =>
        new(row?.Version ?? 0, RemediationSettingsRules.Draft(row is null ? RemediationSettings.Default : RemediationJson.Read(row.Document)), row?.UpdatedAt);
}
