namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>The tenant of an archive.</summary>
/// <param name="Id"><c>ten_…</c>. An import keeps it: ids in texts and in the hashes of the audit log hold it.</param>
/// <param name="Slug">An import may choose another.</param>
/// <param name="Name">The company's name.</param>
/// <param name="CreatedAt">When it signed up.</param>
public sealed record ArchiveTenant(string Id, string Slug, string Name, DateTimeOffset CreatedAt);
