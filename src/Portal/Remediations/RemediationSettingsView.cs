using Portal.Domain.Remediations;

namespace Portal.Remediations;

/// <param name="Version">For <c>If-Match</c>; 0 before the first were saved.</param>
/// <param name="Settings">What holds, with nothing left out.</param>
/// <param name="UpdatedAt">Null before the first were saved.</param>
internal sealed record RemediationSettingsView(long Version, RemediationSettingsDraft Settings, DateTimeOffset? UpdatedAt);
