namespace Portal.Infrastructure.Database;

/// <summary>How each role reaches PostgreSQL. Bound from the section <c>Database</c>; secrets come from the environment.</summary>
public sealed class DatabaseOptions
{
    public const string SectionName = "Database";

    internal static readonly TimeSpan DefaultStatementTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Connection string as <c>portal_app</c>, which serves tenants.</summary>
    public string App { get; set; } = "";

    /// <summary>Connection string as <c>portal_platform</c>, which does the few cross-tenant jobs.</summary>
    public string Platform { get; set; } = "";

    /// <summary>Connection string of a role that may create roles and act as <c>portal_owner</c>; only <c>migrate</c> needs it.</summary>
    public string Migrator { get; set; } = "";

    /// <summary>
    /// How long one statement that serves a tenant may take until the database stops it, so that none holds a connection for ever. Waiting for a tenant
    /// that is being moved does not count, and exports, imports, moves and removals are not bound by it.
    /// <value>Default: 30 s; 1 s to 10 min.</value>
    /// </summary>
    public TimeSpan StatementTimeout { get; set; } = DefaultStatementTimeout;

    /// <summary>Connection string of a role that reads everything, for <c>backup</c>; where it is missing, <see cref="Migrator"/> is taken.</summary>
    public string Backup { get; set; } = "";

    /// <summary>Databases that one tenant each can have to itself, by name; none by default.</summary>
    public Dictionary<string, OwnDatabaseOptions> Own { get; } = new(StringComparer.Ordinal);
}
