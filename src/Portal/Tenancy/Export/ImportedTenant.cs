using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

/// <param name="Restored">What the archive held.</param>
/// <param name="Admin">Null when the tenant has no admin who is not disabled.</param>
/// <param name="Url">Where its people sign in.</param>
/// <param name="Rollouts">How many plugins are put into the cluster again.</param>
/// <param name="Unavailable">Installed plugins that are not: their version is not offered here, or too many would roll out at once.</param>
internal sealed record ImportedTenant(RestoredTenant Restored, ImportedAdmin? Admin, string Url, int Rollouts, IReadOnlyList<string> Unavailable);
