using Microsoft.EntityFrameworkCore;
using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Hosting;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy.Export;

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
            await TenantArrival.CloseWhatWasUnderWayAsync(work, "The tenant moved to another deployment while this was under way", cancellationToken);
            var admin = await AdmitAdminAsync(work, cancellationToken);
            work.Enqueue(OperationKind.ProvisionTenant, "tenant", ("tenant", tenant.Id.ToString()), "{}", caller.CorrelationId, caller.Name);
            var (started, unavailable) = await TenantArrival.StartPluginsAsync(work, caller, cancellationToken);
            work.Audit(caller, new("tenant.imported", "tenant", tenant.Id.ToString(), tenant.Name, new Dictionary<string, string> { ["slug"] = tenant.Slug })
            {
                Changes = [new("slug", null, tenant.Slug)],
            });
            imported = new(tenant, admin, links.Tenant(tenant.Slug), started, unavailable);
        }, cancellationToken);
        return restored.Succeeded ? imported! : restored.Error!;
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
}
