namespace Portal.Tenancy;

/// <param name="Actor">system, staff or admin.</param>
/// <param name="By">A member of staff's e-mail address; empty for anybody else.</param>
public sealed record PlatformTenantEvent(DateTimeOffset OccurredAt, string Actor, string By, string Action, IReadOnlyDictionary<string, string> Detail);
