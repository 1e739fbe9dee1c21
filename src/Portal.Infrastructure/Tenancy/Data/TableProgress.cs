namespace Portal.Infrastructure.Tenancy.Data;

/// <summary>How far something is that goes through a tenant's tables.</summary>
/// <param name="Table">The one that was done last; empty when none is.</param>
/// <param name="Done">How many are.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct TableProgress(string Table, int Done, int Total)
{
    /// <summary>0 to 100.</summary>
    public int Percent => Done * 100 / Math.Max(Total, 1);

    /// <summary>"12 of 40 tables".</summary>
    public override string ToString() => $"{Done} of {Total} tables";
}
