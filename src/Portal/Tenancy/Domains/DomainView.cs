using Portal.Infrastructure.Tenancy;

namespace Portal.Tenancy.Domains;

/// <param name="Host">Lower case, punycode.</param>
/// <param name="State">One of <c>DomainState</c>.</param>
/// <param name="Message">What was found last, in words.</param>
/// <param name="RecordName">Where to publish the TXT record.</param>
/// <param name="RecordValue">What it has to say.</param>
/// <param name="MissingSince">Since when the record of a verified domain is gone.</param>
/// <param name="LapsesAt">When it stops being served unless the record is back.</param>
public sealed record DomainView(
    string Id,
    string Host,
    string State,
    string Message,
    string RecordName,
    string RecordValue,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? VerifiedAt,
    DateTimeOffset? MissingSince,
    DateTimeOffset? LapsesAt)
{
    public static DomainView Of(CustomDomainRow row) => new(
        row.Id.ToString(), row.Host, row.State.ToString(), row.Message, Domain.Tenancy.DomainChallenge.RecordName(row.Host), row.Token, row.CreatedAt, row.CheckedAt,
        row.VerifiedAt, row.MissingSince, row.MissingSince + Domain.Tenancy.DomainStanding.Grace);
}
