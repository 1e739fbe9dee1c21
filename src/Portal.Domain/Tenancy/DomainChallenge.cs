namespace Portal.Domain.Tenancy;

/// <summary>How control over a domain is proved: a TXT record that only whoever runs its DNS can publish.</summary>
public static class DomainChallenge
{
    private const string Label = "_portal-challenge";

    /// <summary>Where the record goes.</summary>
    public static string RecordName(string host) => $"{Label}.{host}";

    /// <summary>What the texts at that name prove.</summary>
    /// <param name="outcome">What DNS said.</param>
    /// <param name="token">The record of whoever asks.</param>
    /// <param name="holder">The record of another tenant that holds the name; null when none does. While it is published, the name stays there.</param>
    public static DomainEvidence Evidence(TxtOutcome outcome, string token, string? holder)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (!outcome.Answered)
        {
            return DomainEvidence.Unknown;
        }

        var held = holder is not null && outcome.Texts.Contains(holder, StringComparer.Ordinal);
        return outcome.Texts.Contains(token, StringComparer.Ordinal) && !held ? DomainEvidence.Proved : DomainEvidence.NotProved;
    }
}
