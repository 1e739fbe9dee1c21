namespace Portal.Tenancy;

/// <param name="Isolation"><c>schema</c> or <c>database</c>.</param>
/// <param name="Database">For <c>database</c>: a name of <c>Database:Own</c>.</param>
internal sealed record MoveTenantRequest(string? Isolation, string? Database);
