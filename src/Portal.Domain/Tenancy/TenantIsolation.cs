namespace Portal.Domain.Tenancy;

/// <summary>How far apart a tenant's rows are kept from others'. Row-level security holds at every level.</summary>
public enum TenantIsolation
{
    /// <summary>In the tables that all share.</summary>
    Shared,

    /// <summary>In tables of its own, in a schema of the same database.</summary>
    Schema,

    /// <summary>In a database of its own, on whichever server.</summary>
    Database,
}
