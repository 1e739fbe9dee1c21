namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>A table that archives hold.</summary>
/// <param name="Name">Without a schema: the binding's search path says where this tenant's is.</param>
/// <param name="Columns">In the table's order, without those left out.</param>
/// <param name="Key">The primary key's columns, in its order.</param>
internal sealed record ArchiveTable(string Name, IReadOnlyList<ArchiveColumn> Columns, IReadOnlyList<string> Key);
