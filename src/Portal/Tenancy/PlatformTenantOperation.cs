namespace Portal.Tenancy;

/// <param name="NotBefore">When it may begin at the earliest.</param>
public sealed record PlatformTenantOperation(
    string Id, string Kind, string State, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset NotBefore, DateTimeOffset? FinishedAt);
