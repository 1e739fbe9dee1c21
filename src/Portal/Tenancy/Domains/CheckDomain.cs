using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy.Domains;

/// <summary>Looks a domain's record up now; one that was given up begins anew.</summary>
internal sealed class CheckDomain(TenantUnitOfWorks units)
{
    /// <returns>The operation that looks.</returns>
    public async Task<Result<string>> ExecuteAsync(Caller caller, string id, CancellationToken cancellationToken)
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

        if (domain.State is DomainState.Failed or DomainState.Lapsed)
        {
            (domain.State, domain.RequestedAt, domain.MissingSince) = (DomainState.Pending, work.Now, null);
            domain.Message = "Waiting for another look.";
        }

        var operation = DomainChecks.Enqueue(work, caller, domain.Id);
        work.Audit(caller, new("domain.check-requested", "domain", domain.Id.ToString(), domain.Host, new Dictionary<string, string>()));
        await work.CommitAsync(cancellationToken);
        return operation.ToString();
    }
}
