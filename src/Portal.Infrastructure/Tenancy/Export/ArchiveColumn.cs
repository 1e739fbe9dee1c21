namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>A column that archives hold.</summary>
/// <param name="Name">As in the catalog.</param>
/// <param name="Type">As PostgreSQL writes it.</param>
/// <param name="IsRequired">It is <c>not null</c>.</param>
/// <param name="HasDefault">It may be left out of an insert.</param>
/// <param name="Reference">Set when the column names a row that is everybody's.</param>
internal sealed record ArchiveColumn(string Name, string Type, bool IsRequired, bool HasDefault, ArchiveReference? Reference)
{
    /// <summary>An archive without it can still be read: it is from before the column was there.</summary>
    public bool MayBeMissing => !IsRequired || HasDefault;
}
