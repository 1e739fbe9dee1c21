using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Tenancy;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Plugins;
using Portal.Rollouts;

namespace Portal.Tenancy.Export;

/// <summary>
/// Brings an archived tenant into this deployment: its rows as they were, and what a deployment does with a tenant that arrives, all in one transaction.
/// </summary>
internal sealed class ImportTenant(TenantRestore restore, Passwords passwords, PortalLinks links)
{
    public async Task<Result<ImportedTenant>> ExecuteAsync(Stream archive, string? slug, bool publishPackages, CancellationToken cancellationToken)
    {
        ImportedTenant? imported = null;
        // Nobody knows the password behind this hash; checking against it takes as long as against any other.
        var choices = new RestoreChoices(slug, publishPackages, passwords.Hash(Secrets.New()));
        var restored = await restore.ExecuteAsync(archive, choices, async (work, tenant) =>
        {
            var caller = new Caller(tenant.Id, PrincipalKind.System, default, "import", "Import", Role.Admin, Correlation.Next());
            await CloseWhatWasUnderWayAsync(work, cancellationToken);
            var admin = await AdmitAdminAsync(work, cancellationToken);
            work.Enqueue(OperationKind.ProvisionTenant, "tenant", ("tenant", tenant.Id.ToString()), "{}", caller.CorrelationId, caller.Name);
            var (started, unavailable) = await StartPluginsAsync(work, caller, cancellationToken);
            work.Audit(caller, new("tenant.imported", "tenant", tenant.Id.ToString(), tenant.Name, new Dictionary<string, string> { ["slug"] = tenant.Slug }));
            imported = new(tenant, admin, links.Tenant(tenant.Slug), started, unavailable);
        }, cancellationToken);
        return restored.Succeeded ? imported! : restored.Error!;
    }

    // Their operations stayed behind, and no cluster here knows of them.
    private static async Task CloseWhatWasUnderWayAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        foreach (var sql in (string[])
        [
            """
            update rollout set phase = 'Aborted', message = 'The tenant moved to another deployment while this was under way', finished_at = $2, updated_at = $2
            where tenant_id = $1 and finished_at is null
            """,
            """
            update installation set state = case when version is null then 'failed' else 'active' end, updated_at = $2
            where tenant_id = $1 and state in ('installing', 'upgrading', 'uninstalling')
            """,
        ])
        {
            await using var close = work.Command(sql);
            close.Parameters.Add(new() { Value = work.Tenant.Value });
            close.Parameters.Add(new() { Value = work.Now });
            await close.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<ImportedAdmin?> AdmitAdminAsync(TenantUnitOfWork work, CancellationToken cancellationToken)
    {
        var admin = await work.Db.Set<MemberRow>().Where(m => m.Role == Role.Admin && m.DisabledAt == null).OrderBy(m => m.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        if (admin is null)
        {
            return null;
        }

        var password = Secrets.NewReadable();
        admin.PasswordHash = passwords.Hash(password);
        admin.FailedSignIns = 0;
        admin.LockedUntil = null;
        return new(admin.Email, password);
    }

    // What people use is put into this cluster at once: with nothing before it, there is nothing to compare a canary with.
    private static async Task<(int Started, IReadOnlyList<string> Unavailable)> StartPluginsAsync(TenantUnitOfWork work, Caller caller, CancellationToken cancellationToken)
    {
        var installed = await (
            from installation in work.Db.Set<InstallationRow>()
            join plugin in work.Db.Set<PluginRow>() on installation.PluginId equals plugin.Id
            where installation.State == InstallationState.Active
            orderby plugin.Key
            select new { installation, plugin.Key }).ToListAsync(cancellationToken);
        // Only so many roll out at a time; the others follow when an admin upgrades them.
        var room = (await work.ReadQuotasAsync(cancellationToken)).First(quota => quota.Resource == QuotaResource.ConcurrentRollouts).Left;
        var unavailable = new List<string>();
        foreach (var found in installed)
        {
            if (installed.IndexOf(found) - unavailable.Count >= room)
            {
                unavailable.Add($"{found.Key} {found.installation.Version}");
                continue;
            }

            var choice = await VersionChooser.ChooseAsync(work, found.Key, found.installation.Version, cancellationToken);
            if (choice.Succeeded)
            {
                found.installation.State = InstallationState.Upgrading;
                StartRollout.In(work, caller, found.installation, choice.Value, new InstantStrategy());
            }
            else
            {
                unavailable.Add($"{found.Key} {found.installation.Version}");
            }
        }

        return (installed.Count - unavailable.Count, unavailable);
    }
}
