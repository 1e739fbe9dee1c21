using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy.Domains;

/// <summary>Gives a host name up: it stops leading here at once, and is free.</summary>
internal sealed class RemoveDomain(TenantUnitOfWorks units, PlatformDatabase database)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await CustomDomains.FindAsync(work, id, cancellationToken) is not { } domain)
        {
            return new NotFound("domain", id);
        }

        // Where a name leads is the platform's to say, in the database that all share. First, so that a second attempt finds what is left to do.
        await DomainClaims.ReleaseAsync(database, caller.Tenant, domain.Host, cancellationToken);
        work.Db.Remove(domain);
        work.Audit(caller, new("domain.removed", "domain", domain.Id.ToString(), domain.Host, new Dictionary<string, string>())
        {
            Changes = [new("host", domain.Host, null), new("state", domain.State.ToString(), null)],
        });
        work.Publish(Topic.Domain, domain.Id.ToString());
        // Replicas forget where the name led.
        work.Publish(Topic.Tenant, caller.Tenant.ToString());
        await work.CommitAsync(cancellationToken);
        return default(Unit);
    }
}
