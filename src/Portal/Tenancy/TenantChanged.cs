using Portal.Domain;

namespace Portal.Tenancy;

internal sealed record TenantChanged() : Error(ErrorKind.PreconditionFailed, "tenant.changed", "Somebody changed the tenant meanwhile",
    "Version: the tenant is no longer the one you read. Read it again, look at what changed, then send your change with the new version.");
