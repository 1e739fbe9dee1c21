using System.Globalization;

namespace Portal.Domain.Remediations.Detection;

/// <summary>Tokens and certificates near their end: without them there are no measurements, and without measurements no step is passed.</summary>
internal static class ExpiringCredentials
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    public static IEnumerable<Finding> Find(RolloutSight sight, DateTimeOffset now) => sight.Credentials
        .Where(credential => credential.EndsAt - now <= Soon)
        .Select(credential => new Finding(
            RemediationKind.ExpiringCredential,
            credential.Name,
            credential.EndsAt <= now ? FindingSeverity.High : FindingSeverity.Medium,
            string.Create(CultureInfo.InvariantCulture, $"{credential.Name} {(credential.EndsAt <= now ? "ended" : "ends")} on {credential.EndsAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC; measurements need it."),
            [new(RemedyKind.Tell, "Write a new one into it: it is read again at the next measurement, without a restart.")]));
}
