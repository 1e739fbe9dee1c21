namespace Portal.Tenancy;

/// <param name="Name">The company's name, 1 to 100 characters.</param>
internal sealed record RenameTenantRequest(string? Name);
