namespace Portal.Tenancy.Keys;

/// <param name="Version">From 1.</param>
/// <param name="State">One of <c>KeyState</c>.</param>
/// <param name="Provider">What wrapped it; absent once destroyed.</param>
/// <param name="KeyEncryptionKey">By which key; absent once destroyed.</param>
/// <param name="Seals">At most as many messages were sealed by it.</param>
public sealed record TenantKeyView(int Version, string State, string? Provider, string? KeyEncryptionKey, long Seals, DateTimeOffset CreatedAt);
