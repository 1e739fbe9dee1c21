namespace Portal.Tenancy;

/// <param name="Slug">The tenant's name in its address.</param>
/// <param name="Name">The company's name.</param>
/// <param name="Admin">The first person, who may do everything.</param>
internal sealed record SignUpRequest(string? Slug, string? Name, SignUpAdmin? Admin);
