namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>
/// How a row that is everybody's is named in an archive: its id is another in every deployment, so by what people call it.
/// </summary>
/// <param name="Table">Of the schema <c>portal</c>.</param>
/// <param name="Name">SQL for the name, of the row <c>e</c>.</param>
/// <param name="Match">SQL that finds the row <c>e</c> again by the JSON value <c>{0}</c>.</param>
internal sealed record ArchiveReference(string Table, string Name, string Match)
{
    /// <summary>All that there are. A foreign key to another table of everybody's fails the test of the catalog until it has its line here.</summary>
    public static IReadOnlyDictionary<string, ArchiveReference> All { get; } = new[]
    {
        new ArchiveReference("plugin", "e.key", "e.key = {0} #>> '{{}}'"),
        new ArchiveReference("ledger_account", "json_build_array(e.kind, e.party, e.currency)", "(e.kind, e.party, e.currency) = ({0} ->> 0, {0} ->> 1, {0} ->> 2)"),
    }.ToDictionary(reference => reference.Table, StringComparer.Ordinal);
}
