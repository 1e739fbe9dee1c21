namespace Portal.Infrastructure.Database;

/// <summary>A database that one tenant has to itself.</summary>
/// <param name="Name">Its key in <c>Database:Own</c>, and what <c>portal.tenant.database_name</c> says.</param>
/// <param name="App">Connections as <c>portal_app</c>.</param>
/// <param name="Platform">Connections as <c>portal_platform</c>.</param>
public sealed record OwnDatabase(string Name, AppDatabase App, PlatformDatabase Platform);
