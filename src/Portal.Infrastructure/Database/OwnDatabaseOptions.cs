namespace Portal.Infrastructure.Database;

/// <summary>A database that one tenant has to itself: on this server or another. Named in the section <c>Database:Own</c>.</summary>
public sealed class OwnDatabaseOptions
{
    /// <summary>Connection string as <c>portal_app</c>.</summary>
    public string App { get; set; } = "";

    /// <summary>Connection string as <c>portal_platform</c>.</summary>
    public string Platform { get; set; } = "";

    /// <summary>As <see cref="DatabaseOptions.Migrator"/>; only <c>migrate</c> needs it.</summary>
    public string Migrator { get; set; } = "";

    /// <summary>As <see cref="DatabaseOptions.Backup"/>.</summary>
    public string Backup { get; set; } = "";
}
