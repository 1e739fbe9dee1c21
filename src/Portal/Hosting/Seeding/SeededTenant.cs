namespace Portal.Hosting.Seeding;

internal sealed record SeededTenant(string Slug, string Name, string Url, IReadOnlyList<SeededSignIn> SignIns, string ApiKey);
