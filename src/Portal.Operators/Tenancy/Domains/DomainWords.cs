using Portal.Domain.Tenancy;

namespace Portal.Operators.Tenancy.Domains;

/// <summary>What was found, for the people of the tenant: what they may know, and what to do.</summary>
internal static class DomainWords
{
    public static string Of(DomainStanding after, DomainEvidence evidence, string host) => (after, evidence) switch
    {
        (_, DomainEvidence.Unknown) => "No DNS server answered. Nothing changed; it is asked again.",
        ({ State: DomainState.Verified, MissingSince: null }, _) => $"The record is there: {host} leads here.",
        ({ State: DomainState.Verified }, _) => $"The record is gone. {host} goes on leading here for {DomainStanding.Grace.TotalDays:0} days; publish the record again.",
        ({ State: DomainState.Lapsed }, _) => $"{host} no longer leads here: its record was gone for {DomainStanding.Grace.TotalDays:0} days, or another one took its place.",
        ({ State: DomainState.Failed }, _) => $"The record was not found for {DomainStanding.Patience.TotalDays:0} days. Publish it, then check again.",
        _ => $"The record was not found. Publish it at {DomainChallenge.RecordName(host)}, and remove older records of that name.",
    };
}
