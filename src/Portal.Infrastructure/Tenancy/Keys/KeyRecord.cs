using Portal.Domain.Tenancy.Keys;

namespace Portal.Infrastructure.Tenancy.Keys;

/// <summary>A row of <c>tenant_key</c>.</summary>
/// <param name="Version">From 1.</param>
/// <param name="State">How far along its life it is.</param>
/// <param name="Wrapped">Null once destroyed.</param>
/// <param name="Seals">At most as many messages were sealed by it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record KeyRecord(int Version, KeyState State, WrappedKey? Wrapped, long Seals, DateTimeOffset CreatedAt);
