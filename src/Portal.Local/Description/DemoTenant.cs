namespace Portal.Local.Description;

/// <summary>A demo tenant as the seed wrote it down.</summary>
internal sealed record DemoTenant(string Slug, string Name, Uri Url, IReadOnlyList<DemoSignIn> SignIns, string ApiKey);
