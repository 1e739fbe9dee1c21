using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy.Domains;

/// <summary>Asks the operator to look a domain's record up.</summary>
internal static class DomainChecks
{
    /// <summary>A key of its own each time: a look that is wanted now does not wait behind the one that is due tomorrow.</summary>
    public static OperationId Enqueue(TenantUnitOfWork work, Caller caller, CustomDomainId domain)
    {
        work.Publish(Topic.Domain, domain.ToString());
        return work.Enqueue(OperationKind.VerifyDomain, $"domain:{work.NewId():n}", ("domain", domain.ToString()), "{}", caller.CorrelationId, caller.Name);
    }
}
