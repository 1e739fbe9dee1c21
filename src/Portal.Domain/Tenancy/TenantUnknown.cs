namespace Portal.Domain.Tenancy;

/// <summary>404: no such tenant.</summary>
public sealed record TenantUnknown(string Id)
    : Error(ErrorKind.NotFound, "resource.not-found", "Not found", $"There is no tenant \"{FieldText.Excerpt(Id)}\" here.");
