namespace Portal.Infrastructure.Migrations;

/// <summary>How a file and a database stand to each other.</summary>
public enum MigrationState
{
    /// <summary>It ran here, as it is.</summary>
    Applied,

    /// <summary>It will run with the next <c>migrate</c>.</summary>
    Pending,

    /// <summary>It ran here, but the file has changed since.</summary>
    Changed,

    /// <summary>It ran here, and there is no such file: a newer version was here.</summary>
    Missing,

    /// <summary>It has not run, and one with a greater number has.</summary>
    OutOfOrder,
}
