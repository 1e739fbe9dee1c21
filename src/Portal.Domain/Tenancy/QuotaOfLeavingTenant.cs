namespace Portal.Domain.Tenancy;

/// <summary>409: nothing is agreed with a tenant that is being deleted or gone.</summary>
public sealed record QuotaOfLeavingTenant(TenantState State)
    : Error(ErrorKind.Conflict, "quota.tenant-leaving", "Its limits do not change any more",
        $"The tenant's state is {State}: its limits stay as they are. Keep the tenant first, if its grace period still lasts.");
