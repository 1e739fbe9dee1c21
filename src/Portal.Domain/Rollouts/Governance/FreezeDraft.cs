namespace Portal.Domain.Rollouts.Governance;

/// <summary>A freeze window as people write it: weekly with days, from, to and a time zone, or dated with a start and an end.</summary>
/// <param name="Name">At most 60 characters.</param>
/// <param name="Days"><c>monday</c> to <c>sunday</c>.</param>
/// <param name="From">A time of day, e.g. <c>15:00</c>.</param>
/// <param name="To">A later time of day, at most <c>24:00</c>.</param>
/// <param name="TimeZone">IANA, e.g. <c>Europe/Berlin</c>; UTC when absent.</param>
/// <param name="StartsAt">Of a dated one.</param>
/// <param name="EndsAt">Of a dated one.</param>
public sealed record FreezeDraft(
    string? Name, IReadOnlyList<string?>? Days, string? From, string? To, string? TimeZone, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);
